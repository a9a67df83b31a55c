//! `Retry-After`: seconds, a date, or nothing; and what it does to the next try.
#![no_main]

use std::time::{Duration, SystemTime};

use iinkedsign::fuzzing;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
    let asked = fuzzing::retry_after(text, now);
    let bare = text.trim();
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        assert_eq!(asked, Some(bare.parse().map_or(Duration::MAX, Duration::from_secs)));
    } else if let Ok(date) = httpdate::parse_http_date(bare) {
        assert_eq!(asked, Some(date.duration_since(now).unwrap_or_default()));
        assert_eq!(asked, fuzzing::retry_after(&httpdate::fmt_http_date(date), now), "the same in the usual form");
    } else {
        assert_eq!(asked, None);
    }

    let minute = Duration::from_secs(60);
    for (status, read, delete) in [(404, false, false), (429, true, true), (500, true, false), (503, true, false)] {
        for (deletes, may) in [(false, read), (true, delete)] {
            for remaining in [None, Some(minute), Some(Duration::ZERO)] {
                let again = |attempt| fuzzing::again(deletes, (attempt, 3), status, (remaining, asked), 0.5);
                assert_eq!(again(4), None, "tries are used up");
                let wait = again(1);
                let fits = |wait: Duration| remaining.is_none_or(|remaining| wait < remaining);
                assert!(wait.is_none_or(|wait| may && fits(wait)), "{wait:?} of {remaining:?} after {status}");
                match asked {
                    Some(asked) => assert_eq!(wait, Some(asked).filter(|_| may && fits(asked))),
                    None => assert_eq!(wait.is_some(), may && remaining != Some(Duration::ZERO)),
                }
            }
        }
    }
});
