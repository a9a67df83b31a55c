//! Times and durations: any text is kept, and what our own arithmetic writes is read as the same number.
#![no_main]

use iinkedsign::model::{IsoDuration, Time};

/// 9999-12-31T23:59:59.999999Z; the first instant is as far before 1970 as 0001-01-01.
const LAST: i64 = 253_402_300_799_999_999;
const FIRST: i64 = -62_135_596_800_000_000;
const DAY: i64 = 86_400_000_000;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    any_text(&String::from_utf8_lossy(input));
    let number = input.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let us = FIRST + i64::try_from(number % LAST.abs_diff(FIRST)).expect("within the range");
    let tail = input.get(8).copied().unwrap_or_default();
    instant(us, tail);
    duration(number % (1 << 53), tail);
});

fn any_text(text: &str) {
    let time = Time::new(text);
    assert_eq!(time.as_str(), text);
    if let Some(us) = time.unix_us() {
        // The years -9999 to 9999.
        assert!((-11_970 * 366 * DAY..=LAST).contains(&us), "{us}");
        assert!(text.is_ascii() && text.len() >= "00010101".len(), "{text:?}");
    }
    let duration = IsoDuration::new(text);
    assert_eq!(duration.as_str(), text);
    if let Some(us) = duration.us() {
        assert!(text.contains(['P', 'p']), "{text:?}");
        let opposite =
            text.strip_prefix('-').map_or_else(|| format!("-{}", text.trim_start_matches('+')), str::to_owned);
        assert_eq!(IsoDuration::new(opposite).us(), Some(-us));
    }
}

/// An instant in the forms that servers write: `Z` or an offset or neither, 0 to 9 digits of a second.
fn instant(us: i64, form: u8) {
    let (days, in_day) = (us.div_euclid(DAY), us.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (seconds, fraction) = (in_day / 1_000_000, in_day % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let clock = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    let whole = us - fraction;
    let zone = ["Z", "", "+00:00", "z"][usize::from(form) % 4];
    for (text, expected) in [
        (format!("{clock}{zone}"), whole),
        (format!("{clock}.{fraction:06}{zone}"), us),
        // Further digits are cut.
        (format!("{clock}.{fraction:06}9{zone}"), us),
        (format!("{clock}.{:03}{zone}", fraction / 1000), us - us.rem_euclid(1000)),
    ] {
        assert_eq!(Time::new(&*text).unix_us(), reading(year, expected), "{text}");
    }
    // The same instant, told elsewhere.
    let (hours, minutes) = (i64::from(form % 14), i64::from(form % 60));
    let offset = (hours * 60 + minutes) * 60_000_000;
    if whole - offset > FIRST && whole < LAST - DAY {
        let text = format!("{clock}+{hours:02}:{minutes:02}");
        assert_eq!(Time::new(&*text).unix_us(), reading(year, whole - offset), "{text}");
    }
}

/// How a text is read that has this year: the year 1 is .NET's "no date".
fn reading(year: i64, us: i64) -> Option<i64> {
    (year != 1).then_some(us)
}

/// The date of a day since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// A duration in the forms that .NET writes.
fn duration(us: u64, form: u8) {
    let us = i64::try_from(us).expect("53 bits");
    let (days, hours, minutes) = (us / DAY, us / 3_600_000_000 % 24, us / 60_000_000 % 60);
    let (seconds, fraction) = (us / 1_000_000 % 60, us % 1_000_000);
    let digit = form % 10;
    for (text, expected) in [
        (format!("P{days}DT{hours}H{minutes}M{seconds}.{fraction:06}{digit}S"), us),
        (format!("PT{}H{minutes}M{seconds}S", us / 3_600_000_000), us - fraction),
        (format!("PT{}.{fraction:06}S", us / 1_000_000), us),
        (format!("PT{}M", us / 60_000_000), us - us % 60_000_000),
    ] {
        assert_eq!(IsoDuration::new(&*text).us(), Some(expected), "{text}");
        assert_eq!(IsoDuration::new(format!("-{text}")).us(), Some(-expected), "-{text}");
    }
}
