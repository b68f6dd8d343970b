//! The machine that measured, in words: a number without it means little.

use crate::workspace;
use std::fs;

/// Markdown lines that describe this machine, its system, its compiler and the commit that was measured.
pub fn description() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let lines = [
        ("Processor", format!("{}, {cores} cores", processor())),
        ("Memory", memory()),
        ("System", format!("{} on {}", system(), std::env::consts::ARCH)),
        ("Compiler", output("rustc", &["--version"])),
        ("Commit", output("git", &["rev-parse", "--short", "HEAD"])),
    ];
    lines.map(|(what, is)| format!("- {what}: {is}\n")).concat()
}

fn processor() -> String {
    field(
        &fs::read_to_string("/proc/cpuinfo").unwrap_or_default(),
        "model name",
    )
    .unwrap_or_else(unknown)
}

fn memory() -> String {
    let kilobytes = field(
        &fs::read_to_string("/proc/meminfo").unwrap_or_default(),
        "MemTotal",
    );
    let kilobytes = kilobytes.and_then(|text| text.trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or_else(unknown, |kilobytes| format!("{:.1} GiB", kilobytes / 1_048_576.0))
}

fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    let kernel = output("uname", &["-sr"]);
    name.map_or_else(
        || kernel.clone(),
        |name| format!("{}, {kernel}", name.trim_matches('"')),
    )
}

/// The value of the first line `name : value` of a file under `/proc`.
fn field(text: &str, name: &str) -> Option<String> {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .into_iter()
        .find(|(left, _)| left.trim() == name)
        .map(|(_, right)| right.trim().to_owned())
}

fn output(program: &str, words: &[&str]) -> String {
    let output = workspace::command(program).args(words).output().ok();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.filter(|text| !text.is_empty()).unwrap_or_else(unknown)
}

fn unknown() -> String {
    "unknown".to_owned()
}

/// Most memory a process has held at once, in bytes; `None` when it is gone or the system does not tell.
pub fn peak_memory_bytes(process_id: u32) -> Option<u64> {
    memory_bytes(process_id, "VmHWM")
}

/// Memory a process holds now, mapped files that it touched included, in bytes; `None` as above.
pub fn resident_memory_bytes(process_id: u32) -> Option<u64> {
    memory_bytes(process_id, "VmRSS")
}

fn memory_bytes(process_id: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process_id}/status")).ok()?;
    let kilobytes: u64 = field(&status, name)?
        .trim_end_matches(" kB")
        .trim()
        .parse()
        .ok()?;
    Some(kilobytes * 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_from_its_line() {
        let text = "vendor_id\t: x\nmodel name\t: Fast CPU @ 3 GHz\nmodel name\t: other\n";
        assert_eq!(field(text, "model name").as_deref(), Some("Fast CPU @ 3 GHz"));
        assert_eq!(field(text, "model"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_knows_its_peak_memory() {
        let bytes = peak_memory_bytes(std::process::id()).unwrap();
        assert!(bytes > 100_000, "a running process holds more than {bytes} bytes");
        assert_eq!(peak_memory_bytes(u32::MAX), None);
        assert!(resident_memory_bytes(std::process::id()).unwrap() > 100_000);
    }
}
