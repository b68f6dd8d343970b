//! The decision log: found at once, found after a restart, and no crash or full disk harms what was written before.

use std::{collections::HashSet, fs, ops::ControlFlow, path::Path};

use proptest::prelude::*;
use store::{DecisionId, DecisionLog, DecisionLogOptions, StoreError};

fn open(folder: &Path, options: DecisionLogOptions) -> DecisionLog {
    DecisionLog::open(folder, options).unwrap()
}

fn segments(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".log")).collect();
    names.sort();
    names
}

fn text_of(log: &DecisionLog, id: &DecisionId) -> Option<String> {
    log.read(id)
        .unwrap()
        .map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn a_decision_is_found_at_once_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    let first = log.append(b"first");
    let empty = log.append(b"");
    assert_eq!(text_of(&log, &first).as_deref(), Some("first"));
    assert_eq!(text_of(&log, &empty).as_deref(), Some(""));
    log.flush();
    assert_eq!(text_of(&log, &first).as_deref(), Some("first"));
    let by_another = DecisionLog::read_in(folder.path(), &first).unwrap();
    assert_eq!(by_another.as_deref(), Some(b"first".as_slice()));
    drop(log);
    let log = open(folder.path(), DecisionLogOptions::default());
    let later = log.append(b"later");
    assert_eq!(
        [&first, &empty, &later].map(|id| text_of(&log, id).unwrap()),
        ["first", "", "later"]
    );
    drop(log);
    assert_eq!(
        segments(folder.path()),
        ["decisions-0000000000.log", "decisions-0000000001.log"]
    );
    let mut scanned = Vec::new();
    let log = open(folder.path(), DecisionLogOptions::default());
    log.scan(&mut |id, bytes| scanned.push((id, bytes.to_vec())))
        .unwrap();
    assert_eq!(
        scanned,
        [
            (first, b"first".to_vec()),
            (empty, vec![]),
            (later, b"later".to_vec())
        ]
    );
}

#[test]
fn an_id_cannot_be_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    let id = log.append(b"secret").to_string();
    let other = if id.ends_with('0') { "1" } else { "0" };
    let guessed: DecisionId = format!("{}{other}", &id[..id.len() - 1]).parse().unwrap();
    assert_eq!(log.read(&guessed).unwrap(), None);
    log.flush();
    assert_eq!(log.read(&guessed).unwrap(), None);
    assert_eq!(text_of(&log, &id.parse().unwrap()).as_deref(), Some("secret"));
}

#[test]
fn old_segments_are_retired() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 200,
        retention_segments: 3,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    let ids: Vec<DecisionId> = (0..50)
        .map(|number| log.append(format!("decision {number}").as_bytes()))
        .collect();
    log.flush();
    assert_eq!(segments(folder.path()).len(), 3);
    let found: Vec<usize> = (0..50)
        .filter(|&number| text_of(&log, &ids[number]).is_some())
        .collect();
    assert!(!found.is_empty() && found.len() < 50);
    assert_eq!(
        found,
        (50 - found.len()..50).collect::<Vec<_>>(),
        "the latest ones are kept"
    );
}

#[test]
fn what_does_not_fit_is_dropped_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 100,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    let ids = [log.append(&[7; 101]), log.append(&[7; 101])];
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids.map(|id| log.read(&id).unwrap()), [None, None]);
    assert_eq!(log.dropped(), 2);
    let kept = log.append(b"small");
    assert_eq!(text_of(&log, &kept).as_deref(), Some("small"));
    log.close();
    log.append(b"too late");
    assert_eq!(log.dropped(), 3);
}

#[test]
fn a_disk_that_takes_nothing_loses_only_what_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 90,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    let kept = log.append(b"kept");
    log.flush();
    // The next segment cannot be created: its name is taken by a folder.
    fs::create_dir(folder.path().join("decisions-0000000001.log")).unwrap();
    let lost = log.append(b"lost, as there is no file for it");
    log.flush();
    assert_eq!(
        (log.dropped(), text_of(&log, &kept).as_deref()),
        (1, Some("kept"))
    );
    assert!(!matches!(log.read(&lost), Ok(Some(_))));
    let next = log.append(b"in the segment after it");
    log.flush();
    assert_eq!(text_of(&log, &next).as_deref(), Some("in the segment after it"));
}

#[test]
fn a_record_given_again_is_read_as_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    let base = log.append(b"at 1: a lamp");
    let second = log.append_again(&base, 3, b"2").unwrap();
    let other = log.append(b"at 3: a vase");
    let third = log.append_again(&base, 3, b"4").unwrap();
    let ids = [base, second, other, third];
    let texts = ["at 1: a lamp", "at 2: a lamp", "at 3: a vase", "at 4: a lamp"];
    assert_eq!(ids.map(|id| text_of(&log, &id).unwrap()), texts);
    // Only a whole one can be given again.
    let twice = log.append_again(&second, 3, b"3").unwrap();
    assert_eq!(log.read(&twice).unwrap(), None);
    log.flush();
    // Now the earlier one is on disk, and the later one is not yet.
    let fifth = log.append_again(&base, 3, b"5").unwrap();
    assert_eq!(text_of(&log, &fifth).as_deref(), Some("at 5: a lamp"));
    assert_eq!(ids.map(|id| text_of(&log, &id).unwrap()), texts);
    let by_another = DecisionLog::read_in(folder.path(), &third).unwrap();
    assert_eq!(by_another.as_deref(), Some(b"at 4: a lamp".as_slice()));
    drop(log);
    let log = open(folder.path(), DecisionLogOptions::default());
    let mut scanned = Vec::new();
    log.scan(&mut |id, bytes| scanned.push((id, String::from_utf8(bytes.to_vec()).unwrap())))
        .unwrap();
    let all = ids.into_iter().chain([fifth]);
    let expect: Vec<_> = all
        .zip(texts.into_iter().chain(["at 5: a lamp"]).map(str::to_owned))
        .collect();
    assert_eq!(scanned, expect);
    let latest = DecisionLog::latest_in(folder.path(), 2, &|bytes| bytes.ends_with(b"lamp")).unwrap();
    assert_eq!(latest, [b"at 4: a lamp", b"at 5: a lamp"]);
    // Another segment is written since the log was opened again.
    assert_eq!(log.append_again(&base, 3, b"6"), None);
}

/// What is found from the end on, before an id where one is given, at most `count`.
fn back(folder: &Path, before: Option<&DecisionId>, count: usize) -> Vec<(DecisionId, Vec<u8>)> {
    let mut found = Vec::new();
    DecisionLog::scan_back_in(folder, before, &mut |logged, bytes| {
        found.push((logged.id(), bytes.to_vec()));
        match found.len() < count {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })
    .unwrap();
    found
}

#[test]
fn a_log_is_read_from_its_end_whatever_lies_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 7 << 20,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    // Records longer than what is read at a time, of bytes that look like the beginnings of records, and many short
    // ones that are earlier ones given again, over several segments.
    let mut base = log.append(b"at 0: the first lamp");
    for number in 0..12_000_u32 {
        match number % 2_000 {
            0 => _ = log.append(&vec![(number / 2_000) as u8; 1_500_000]),
            1 => base = log.append(b"at 1: another lamp"),
            _ if number % 3 == 0 => _ = log.append(&number.to_le_bytes().repeat(60)),
            _ => _ = log.append_again(&base, 0, &number.to_le_bytes()),
        }
    }
    log.flush();
    let mut forward = Vec::new();
    let shape = |bytes: &[u8]| (bytes.len(), bytes.iter().take(4).copied().collect::<Vec<_>>());
    log.scan(&mut |id, bytes| forward.push((id, shape(bytes))))
        .unwrap();
    assert!(segments(folder.path()).len() > 1 && forward.len() > 8_000);
    let mut backward = Vec::new();
    DecisionLog::scan_back_in(folder.path(), None, &mut |logged, bytes| {
        backward.push((logged.id(), shape(bytes)));
        ControlFlow::Continue(())
    })
    .unwrap();
    backward.reverse();
    assert!(backward == forward, "{} and {}", backward.len(), forward.len());
    let few = back(folder.path(), None, 3);
    let rest = back(folder.path(), Some(&few[2].0), 2);
    let ids: Vec<_> = few.iter().chain(&rest).map(|(id, _)| *id).collect();
    let expect: Vec<_> = forward.iter().rev().take(5).map(|(id, _)| *id).collect();
    assert_eq!(ids, expect);
    assert!(back(folder.path(), Some(&forward[0].0), 9).is_empty());
}

#[test]
fn what_cannot_be_given_again_reads_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 100,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    let base = log.append(b"short");
    let beyond = log.append_again(&base, 4, b"too long").unwrap();
    assert_eq!(log.read(&beyond).unwrap(), None);
    // One more would not go into the segment of the first.
    assert_eq!(log.append_again(&base, 0, b"S"), None);
    assert_eq!(
        (text_of(&log, &base).as_deref(), log.dropped()),
        (Some("short"), 0)
    );
    let next = log.append(b"in the next segment");
    let again = log.append_again(&next, 0, b"I").unwrap();
    assert_eq!(text_of(&log, &again).as_deref(), Some("In the next segment"));
}

#[test]
fn a_log_of_the_format_before_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    let id = log.append(b"written long ago");
    drop(log);
    let path = folder.path().join(&segments(folder.path())[0]);
    let mut bytes = fs::read(&path).unwrap();
    bytes[..8].copy_from_slice(b"ALSDLOG1");
    fs::write(&path, &bytes).unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    assert_eq!(text_of(&log, &id).as_deref(), Some("written long ago"));
}

#[test]
fn only_one_process_may_append() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    assert!(matches!(
        DecisionLog::open(folder.path(), DecisionLogOptions::default()),
        Err(StoreError::Busy)
    ));
    drop(log);
    open(folder.path(), DecisionLogOptions::default());
}

#[test]
fn a_log_cut_at_any_byte_keeps_what_lies_before() {
    let whole = tempfile::tempdir().unwrap();
    let log = open(whole.path(), DecisionLogOptions::default());
    let texts = ["one", "", "three is longer", "four"];
    let ids = texts.map(|text| log.append(text.as_bytes()));
    drop(log);
    let name = &segments(whole.path())[0];
    let bytes = fs::read(whole.path().join(name)).unwrap();
    let record_bytes = |text: &str| 12 + text.len();
    let ends: Vec<usize> = (0..texts.len())
        .map(|last| {
            40 + texts[..=last]
                .iter()
                .map(|text| record_bytes(text))
                .sum::<usize>()
        })
        .collect();
    assert_eq!(ends.last(), Some(&bytes.len()));
    for cut in 0..=bytes.len() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), &bytes[..cut]).unwrap();
        let log = open(folder.path(), DecisionLogOptions::default());
        let new = log.append(b"after the crash");
        log.flush();
        for (index, id) in ids.iter().enumerate() {
            // A name given before the cut may not come to mean what was appended after it.
            let expect = (ends[index] <= cut).then(|| texts[index].to_owned());
            let found = text_of(&log, id);
            assert!(
                found == expect || (*id == new && found.as_deref() == Some("after the crash")),
                "cut at {cut}"
            );
        }
        assert_eq!(
            text_of(&log, &new).as_deref(),
            Some("after the crash"),
            "cut at {cut}"
        );
    }
}

#[test]
fn many_threads_get_their_own_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let options = DecisionLogOptions {
        segment_bytes_max: 4_096,
        retention_segments: 10_000,
        ..Default::default()
    };
    let log = open(folder.path(), options);
    let all: Vec<(DecisionId, String)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|thread| {
                let log = &log;
                let appended = move |number| {
                    let text = format!("decision {number} of thread {thread}");
                    (log.append(text.as_bytes()), text)
                };
                scope.spawn(move || (0..500).map(appended).collect::<Vec<_>>())
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(
        all.iter()
            .all(|(id, text)| text_of(&log, id).as_ref() == Some(text))
    );
    log.flush();
    assert!(
        all.iter()
            .all(|(id, text)| text_of(&log, id).as_ref() == Some(text))
    );
    assert_eq!(all.iter().map(|(id, _)| id).collect::<HashSet<_>>().len(), 2_000);
    assert_eq!(log.dropped(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_damage_is_survived(noise in prop::collection::vec(any::<u8>(), 0..300), at in 0_usize..400) {
        let folder = tempfile::tempdir().unwrap();
        let log = open(folder.path(), DecisionLogOptions::default());
        let base = log.append(&[0; 30]);
        let appended = (1..8_u8).map(|number| match number % 2 {
            0 => log.append(&[number; 30]),
            _ => log.append_again(&base, 0, &[number; 30]).unwrap(),
        });
        let ids: Vec<DecisionId> = std::iter::once(base).chain(appended).collect();
        drop(log);
        let path = folder.path().join(&segments(folder.path())[0]);
        let mut bytes = fs::read(&path).unwrap();
        bytes.truncate(at);
        bytes.extend_from_slice(&noise);
        fs::write(&path, &bytes).unwrap();
        let log = open(folder.path(), DecisionLogOptions::default());
        let new = log.append(b"new");
        for (number, id) in ids.iter().enumerate() {
            let found = log.read(id).unwrap();
            prop_assert!(found.is_none() || found == Some(vec![number as u8; 30]));
        }
        prop_assert_eq!(log.read(&new).unwrap(), Some(b"new".to_vec()));
    }
}

#[test]
fn a_visit_goes_on_where_an_earlier_one_ended() {
    let folder = tempfile::tempdir().unwrap();
    let log = open(folder.path(), DecisionLogOptions::default());
    let seen_from = |from: u32| {
        log.flush();
        let mut seen = Vec::new();
        let mut visit = |_, bytes: &[u8]| seen.push(String::from_utf8(bytes.to_vec()).unwrap());
        let (segment, _) = DecisionLog::segments_in(folder.path()).unwrap()[0];
        let end = DecisionLog::scan_segment_in(folder.path(), segment, from, &mut visit).unwrap();
        (end, seen)
    };
    let base = log.append(b"first");
    let (end, seen) = seen_from(0);
    assert_eq!(seen, ["first"]);
    assert_eq!(seen_from(end), (end, Vec::new()));
    log.append(b"later");
    log.append_again(&base, 0, b"b").unwrap();
    let (later, seen) = seen_from(end);
    assert_eq!(
        seen,
        ["later", "birst"],
        "also what an earlier record is given again by"
    );
    // What is torn is no end to go on from.
    let path = folder.path().join(&segments(folder.path())[0]);
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend([200, 0, 0, 0, 7]);
    fs::write(&path, bytes).unwrap();
    assert_eq!(seen_from(end), (later, seen));
}
