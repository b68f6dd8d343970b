//! ISO 4217 currencies and the number of digits after their decimal point.

use std::fmt;

/// An ISO 4217 currency, known by its three letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// The text is not the code of an active ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an ISO 4217 currency code; write for example EUR, USD, RON, AED or IRR")]
pub struct UnknownCurrency(pub String);

/// The active currencies with two digits, three letters and a space each; the others stand in [`Currency::exponent`].
const TWO_DIGITS: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN \
     BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD \
     HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU \
     MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK \
     SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER \
     ZAR ZMW ZWG";

impl Currency {
    /// Looks `code` up, in either case.
    ///
    /// # Errors
    /// [`UnknownCurrency`] where ISO 4217 has no such active currency.
    pub fn new(code: &str) -> Result<Self, UnknownCurrency> {
        let unknown = || UnknownCurrency(code.chars().take(16).collect());
        let mut letters = <[u8; 3]>::try_from(code.trim().as_bytes()).map_err(|_| unknown())?;
        letters.make_ascii_uppercase();
        let currency = Self(letters);
        let two_digits = || TWO_DIGITS.as_bytes().chunks(4).any(|chunk| chunk[..3] == letters);
        if currency.exponent() != 2 || two_digits() {
            Ok(currency)
        } else {
            Err(unknown())
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a currency is made of three ASCII letters by its constructor")
    }

    /// How many digits stand after the decimal point: 0, 2 or 3.
    pub fn exponent(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// How many minor units make one major unit: 1, 100 or 1,000.
    pub fn minor_per_major(&self) -> i64 {
        10_i64.pow(self.exponent())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl std::str::FromStr for Currency {
    type Err = UnknownCurrency;
    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        Self::new(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_follow_iso_4217() {
        for (code, digits) in [
            ("EUR", 2),
            ("ron", 2),
            ("IRR", 2),
            ("JPY", 0),
            ("KWD", 3),
            ("IQD", 3),
        ] {
            assert_eq!(Currency::new(code).unwrap().exponent(), digits, "{code}");
        }
        for code in TWO_DIGITS.split(' ') {
            assert_eq!(
                Currency::new(code).map(|currency| currency.exponent()),
                Ok(2),
                "{code}"
            );
        }
        assert!(Currency::new("XYZ").is_err());
        assert!(Currency::new("EURO").is_err());
        assert!(Currency::new("€").is_err());
    }
}
