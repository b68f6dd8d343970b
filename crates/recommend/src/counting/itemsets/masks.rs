//! The search over transactions as words of bits, one for each item left.

use super::{
    Item, Target,
    cell::{self, Cell},
    lists::Search,
};

/// Items that a word has bits for.
pub const BITS_MAX: usize = 64;
/// With so few items left, the supports of all their combinations stand in a table: 2 KiB, which stays in the fastest
/// cache.
const TABLE_BITS: usize = 8;

/// One transaction, cut down to the items left.
#[derive(Debug, Clone, Copy, Default)]
pub struct Masked {
    pub mask: u64,
    pub cell: Cell,
}

/// Memory of the search, kept to be used again.
#[derive(Default)]
pub struct Levels {
    /// The transactions of the first node.
    pub first: Vec<Masked>,
    /// Those of the nodes below, one entry a level.
    below: Vec<Vec<Masked>>,
    table: Vec<Cell>,
}

/// The items that reach the support in a node's transactions.
struct Left {
    /// How many.
    count: usize,
    names: [Item; BITS_MAX],
    cells: [Cell; BITS_MAX],
    /// The new bit of each old one that is left.
    bit: [u8; BITS_MAX],
    /// Old bits that are left.
    mask: u64,
}

impl Left {
    /// The old bits of a transaction, one by one, as new ones.
    fn bits(&self, mask: u64) -> impl Iterator<Item = u8> + '_ {
        let mut rest = mask & self.mask;
        std::iter::from_fn(move || {
            let old = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            self.bit.get(old).copied()
        })
    }
}

/// Finds the set looked at and its extensions by `names`, the items of the bits of `masked`; `all` is the cell of all
/// transactions that hold the set, also of those without any such item.
pub fn node(search: &mut Search<'_>, depth: usize, names: &[Item], all: Cell, masked: &[Masked]) {
    let length = search.prefix.len();
    let left = left(search, names, all, masked);
    if search.settings.target != Target::Maximal || left.count == 0 {
        search.note(std::iter::empty(), all);
    }
    if left.count > 0 && !search.is_full() {
        if search.is_longer_with(2) || left.count == 1 {
            for (&name, &cell) in left.names[..left.count].iter().zip(&left.cells) {
                search.note(std::iter::once(name), cell);
            }
        } else if left.count <= TABLE_BITS {
            table(search, &left, masked);
        } else {
            branches(search, depth, &left, masked);
        }
    }
    search.prefix.truncate(length);
}

/// Counts the items and drops those that are too rare. Those in all transactions go to the set looked at, unless every
/// frequent set is wanted.
fn left(search: &mut Search<'_>, names: &[Item], all: Cell, masked: &[Masked]) -> Left {
    let mut cells = [0; BITS_MAX];
    for entry in masked {
        let mut rest = entry.mask;
        while rest != 0 {
            let cell: &mut Cell = &mut cells[rest.trailing_zeros() as usize];
            *cell = cell.wrapping_add(entry.cell);
            rest &= rest - 1;
        }
    }
    let mut left = Left {
        count: 0,
        names: [0; BITS_MAX],
        cells: [0; BITS_MAX],
        bit: [0; BITS_MAX],
        mask: 0,
    };
    for (old, &name) in names.iter().enumerate() {
        let support = cell::support(cells[old]);
        if support < search.settings.support_min {
            continue;
        }
        if support == cell::support(all) && search.settings.target != Target::Frequent {
            search.prefix.push(name);
            continue;
        }
        (left.names[left.count], left.cells[left.count]) = (name, cells[old]);
        left.bit[old] = left.count as u8;
        left.mask |= 1 << old;
        left.count += 1;
    }
    left
}

/// Hands every item left its transactions with the items below it, and looks at each in turn.
fn branches(search: &mut Search<'_>, depth: usize, left: &Left, masked: &[Masked]) {
    if search.levels.below.len() <= depth {
        search.levels.below.push(Vec::new());
    }
    let mut buckets = std::mem::take(&mut search.levels.below[depth]);
    let mut end = [0_usize; BITS_MAX];
    let mut total = 0;
    for (end, &cell) in end.iter_mut().zip(&left.cells[..left.count]) {
        *end = total;
        total += cell::support(cell) as usize;
    }
    let start = end;
    if buckets.len() < total {
        buckets.resize(total, Masked::default());
    }
    for entry in masked {
        let mut below = 0_u64;
        for bit in left.bits(entry.mask) {
            if below != 0 {
                let end = &mut end[usize::from(bit)];
                buckets[*end] = Masked {
                    mask: below,
                    cell: entry.cell,
                };
                *end += 1;
            }
            below |= 1 << bit;
        }
    }
    for bit in 0..left.count {
        search.prefix.push(left.names[bit]);
        node(
            search,
            depth + 1,
            &left.names[..bit],
            left.cells[bit],
            &buckets[start[bit]..end[bit]],
        );
        search.prefix.pop();
    }
    search.levels.below[depth] = buckets;
}

/// Sums for every combination of the items left the transactions that hold it, and notes those that are wanted.
fn table(search: &mut Search<'_>, left: &Left, masked: &[Masked]) {
    let mut table = std::mem::take(&mut search.levels.table);
    table.clear();
    table.resize(1 << left.count, 0);
    for entry in masked {
        let combination = left.bits(entry.mask).fold(0_usize, |bits, bit| bits | 1 << bit);
        table[combination] = table[combination].wrapping_add(entry.cell);
    }
    for bit in 0..left.count {
        for pair in table.chunks_exact_mut(2 << bit) {
            let (without, with) = pair.split_at_mut(1 << bit);
            for (without, with) in without.iter_mut().zip(with) {
                *without = without.wrapping_add(*with);
            }
        }
    }
    let support_min = search.settings.support_min;
    for combination in 1..table.len() {
        let cell = table[combination];
        if cell::support(cell) < support_min || search.is_longer_with(combination.count_ones() as usize) {
            continue;
        }
        let mut larger = (0..left.count)
            .map(|bit| combination | 1 << bit)
            .filter(|&larger| larger != combination)
            .map(|larger| cell::support(table[larger]));
        let wanted = match search.settings.target {
            Target::Frequent => true,
            Target::Closed => larger.all(|support| support != cell::support(cell)),
            Target::Maximal => larger.all(|support| support < support_min),
        };
        if wanted {
            let bits = (0..left.count).filter(|bit| combination >> bit & 1 == 1);
            search.note(bits.map(|bit| left.names[bit]), cell);
        }
    }
    search.levels.table = table;
}
