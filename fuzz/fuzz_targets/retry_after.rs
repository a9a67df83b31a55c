//! `Retry-After`: seconds, a date, or nothing; and what it does to the next attempt.
#![no_main]

use std::time::{Duration, SystemTime};

use iinkedsign::fuzzing;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
    let asked = fuzzing::retry_after(text, now);
    let bare = text.trim();
    let day = Duration::from_secs(86_400);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 && digits == bare.len() {
        assert_eq!(asked, Some(bare.parse().map_or(Duration::MAX, Duration::from_secs).min(day)));
    } else if digits > 0 && digits + 1 == bare.len() && bare.contains('.') {
        let (whole, _) = bare.split_once('.').unwrap_or_default();
        let whole = Duration::from_secs(if whole.is_empty() { 0 } else { whole.parse().unwrap_or(u64::MAX) });
        let most = whole.saturating_add(Duration::from_secs(1));
        assert!(asked.is_some_and(|asked| asked >= whole.min(day) && asked <= most.min(day)), "{asked:?}");
    } else if let Ok(date) = httpdate::parse_http_date(bare) {
        assert_eq!(asked, Some(date.duration_since(now).unwrap_or_default().min(day)));
        assert_eq!(asked, fuzzing::retry_after(&httpdate::fmt_http_date(date), now), "the same in the usual form");
    } else {
        assert_eq!(asked, None);
    }

    let minute = Duration::from_secs(60);
    for (status, read, delete) in
        [(404, false, false), (408, true, false), (429, true, true), (503, true, false), (524, true, false)]
    {
        for (deletes, may) in [(false, read), (true, delete)] {
            for remaining in [None, Some(minute), Some(Duration::ZERO)] {
                let again = |attempt| fuzzing::again(deletes, (attempt, 3), status, (remaining, asked), 0.5);
                assert_eq!(again(4), None, "attempts are used up");
                let wait = again(1);
                let fits = |wait: Duration| wait < remaining.unwrap_or(Duration::from_secs(3_600));
                assert!(wait.is_none_or(|wait| may && fits(wait)), "{wait:?} of {remaining:?} after {status}");
                match asked {
                    Some(asked) => assert_eq!(wait, Some(asked).filter(|_| may && fits(asked))),
                    None => assert_eq!(wait.is_some(), may && remaining != Some(Duration::ZERO)),
                }
            }
        }
    }
});
