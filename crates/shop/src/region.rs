//! Countries and territories by their ISO 3166-1 codes: where something may be sold or delivered.

use std::fmt;

/// A country or territory, known by its two letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region([u8; 2]);

/// The text is no code of ISO 3166-1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no two-letter country code of ISO 3166-1; write for example RO, DE, AE or IR")]
pub struct UnknownRegion(pub String);

/// Every code, with a space behind each.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
     BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
     FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO \
     IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH \
     MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM \
     PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
     TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

impl Region {
    /// Looks `code` up, in either case.
    ///
    /// # Errors
    /// [`UnknownRegion`] where ISO 3166-1 has no such code.
    pub fn new(code: &str) -> Result<Self, UnknownRegion> {
        let unknown = || UnknownRegion(code.chars().take(16).collect());
        let mut letters = <[u8; 2]>::try_from(code.trim().as_bytes()).map_err(|_| unknown())?;
        letters.make_ascii_uppercase();
        if CODES.as_bytes().chunks(3).any(|known| known[..2] == letters) {
            Ok(Self(letters))
        } else {
            Err(unknown())
        }
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a region is made of two ASCII letters by its constructor")
    }
}

impl fmt::Display for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_in_either_case() {
        for code in ["RO", "ro", " Ae ", "ZW", "AD"] {
            let region = Region::new(code).unwrap();
            assert_eq!(region.code(), code.trim().to_uppercase());
        }
        for wrong in ["", "R", "ROU", "XX", "UK", "D ", "Ș", "București"] {
            assert!(Region::new(wrong).is_err(), "{wrong}");
        }
    }
}
