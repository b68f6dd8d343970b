//! Numbers keys in the order they come; forgets them all at once.

/// An open-addressing table from keys to 0, 1, 2 … in the order the keys came. Its memory grows with the keys of one
/// query, never with the shop, and clearing it touches nothing.
pub(super) struct Slots {
    entries: Vec<Entry>,
    /// Entries of other epochs are empty.
    epoch: u32,
    len: u32,
    /// The upper bits of a hash are the place in `entries`.
    shift: u32,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    epoch: u32,
    key: u32,
    slot: u32,
}

const BITS_FIRST: u32 = 10;

impl Default for Slots {
    fn default() -> Self {
        Self {
            entries: vec![Entry::default(); 1 << BITS_FIRST],
            epoch: 1,
            len: 0,
            shift: u32::BITS - BITS_FIRST,
        }
    }
}

impl Slots {
    /// Forgets every key.
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.entries.fill(Entry::default());
            self.epoch = 1;
        }
    }

    /// The number of `key`: the next free one where it is new.
    #[inline]
    pub(super) fn slot(&mut self, key: u32) -> usize {
        let place = self.place(key);
        let entry = &mut self.entries[place];
        if entry.epoch == self.epoch {
            return entry.slot as usize;
        }
        let slot = self.len;
        *entry = Entry {
            epoch: self.epoch,
            key,
            slot,
        };
        self.len += 1;
        if self.len as usize * 2 > self.entries.len() {
            self.grow();
        }
        slot as usize
    }

    /// The number of `key`, where it has one.
    #[inline]
    pub(super) fn get(&self, key: u32) -> Option<usize> {
        let entry = self.entries[self.place(key)];
        (entry.epoch == self.epoch).then_some(entry.slot as usize)
    }

    /// Where `key` stands, or the empty place where it should.
    #[inline]
    fn place(&self, key: u32) -> usize {
        let mask = self.entries.len() - 1;
        let mut place = (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize & mask;
        while self.entries[place].epoch == self.epoch && self.entries[place].key != key {
            place = (place + 1) & mask;
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![Entry::default(); self.entries.len() * 2];
        let full = std::mem::replace(&mut self.entries, larger);
        self.shift -= 1;
        for entry in full.into_iter().filter(|entry| entry.epoch == self.epoch) {
            let place = self.place(entry.key);
            self.entries[place] = entry;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_as_they_come_and_forgotten_at_once() {
        let mut slots = Slots::default();
        for round in 0..3_u32 {
            slots.clear();
            for key in 0..5_000_u32 {
                assert_eq!(slots.slot(key.wrapping_mul(7_919) + round), key as usize);
            }
            assert_eq!(slots.slot(round), 0);
            assert_eq!((slots.get(round + 7_919), slots.get(round + 1)), (Some(1), None));
            assert_eq!(slots.slot(7_919 * 4_999 + round), 4_999);
        }
    }

    #[test]
    fn an_epoch_that_comes_round_again_finds_nothing_old() {
        let mut slots = Slots::default();
        assert_eq!((slots.slot(4), slots.slot(9)), (0, 1));
        slots.epoch = u32::MAX;
        slots.clear();
        assert_eq!(slots.get(4), None);
        assert_eq!(slots.slot(9), 0);
    }
}
