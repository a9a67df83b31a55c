//! Invariant 9: one changed byte in plan or journal, and nothing is sent.

use super::*;

#[test]
fn invariant_9_one_changed_byte_in_the_plan() {
    let stage = Stage::new(3, None, &[]);
    let bytes = fs::read(stage.folder.plan()).unwrap();
    for at in 0..bytes.len() {
        for bit in [0, 1, 5] {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            fs::write(stage.folder.plan(), &changed).unwrap();
            let failure = stage.apply(&stage.options()).unwrap_err();
            assert!(matches!(failure, Failure::Plan(_)), "byte {at}, bit {bit}: {failure}");
        }
    }
    for end in 0..bytes.len() {
        fs::write(stage.folder.plan(), &bytes[..end]).unwrap();
        assert!(matches!(stage.apply(&stage.options()), Err(Failure::Plan(_))), "cut at {end}");
    }
    for (end, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        let failure = Plan::from_bytes([&bytes[..end], b"\r", &bytes[end..]].concat()).unwrap_err();
        assert!(failure.to_string().ends_with("is not as it was written"), "{failure}");
    }
    assert!(stage.emulator.requests().is_empty());
    assert!(!stage.folder.journal().exists());
}

#[test]
fn invariant_9_one_changed_bit_in_the_journal() {
    let stage = Stage::new(4, None, &["delete_package:drop_after,times=1"]);
    let options = ApplyOptions { canary: 0, concurrency: 1, max_unknown: 1, ..stage.options() };
    let stopped = stage.apply(&options).unwrap();
    assert_eq!(count(&stopped.report, State::UnknownAbsent), 1);
    assert!(stopped.report.stopped().unwrap().contains("max_unknown"));
    let bytes = fs::read(stage.folder.journal()).unwrap();
    stage.emulator.clear_requests();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            fs::write(stage.folder.journal(), &changed).unwrap();
            let failure = stage.resume(&stage.options()).unwrap_err();
            assert!(matches!(failure, Failure::Journal(_)), "byte {at}, bit {bit}: {failure}");
        }
    }
    // Foreign, doubled, zeroed and continued.
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let other = Stage::new(5, None, &[]);
    other.apply(&other.options()).unwrap();
    for (what, changed) in [
        ("another plan's", fs::read(other.folder.journal()).unwrap()),
        ("its first line twice", [&bytes[..line], &bytes[..]].concat()),
        ("without its first line", bytes[line..].to_vec()),
        ("its last line twice", [&bytes[..], &bytes[line..]].concat()),
        ("a zero for its last line feed", [&bytes[..bytes.len() - 1], &[0]].concat()),
        ("much other text without an end", [&bytes[..], &b"{".repeat(70_000)].concat()),
        ("many zeros before other text", [&bytes[..], &b"\0".repeat(70_000), b"{"].concat()),
        ("zeros with an end", [&bytes[..], &[0; 40], b"\n"].concat()),
        ("other text without an end", [&bytes[..], b"accepted"].concat()),
        ("no text", [&bytes[..], b"\xff\xfe\n"].concat()),
    ] {
        fs::write(stage.folder.journal(), &changed).unwrap();
        let failure = stage.resume(&stage.options()).unwrap_err();
        assert!(matches!(failure, Failure::Journal(_)), "{what}: {failure}");
        // An apply says so too, instead of advising to resume.
        assert_eq!(stage.apply(&stage.options()).unwrap_err().to_string(), failure.to_string());
    }
    assert!(stage.emulator.requests().is_empty(), "something was sent");
}

#[test]
fn a_torn_end_is_cut_wherever_it_is() {
    let stage = Stage::new(3, None, &[]);
    stage.apply(&ApplyOptions { canary: 0, concurrency: 1, ..stage.options() }).unwrap();
    let bytes = fs::read(stage.folder.journal()).unwrap();
    for end in 0..=bytes.len() {
        for zeros in [0, 2, 70_000] {
            fs::write(stage.folder.journal(), [&bytes[..end], &vec![0; zeros]].concat()).unwrap();
            stage.emulator.clear_requests();
            let applied = stage.resume(&stage.options()).unwrap_or_else(|failure| panic!("cut at {end}: {failure}"));
            assert!(applied.report.is_closed() && adds_up(&applied.report), "cut at {end}");
            assert!(stage.deletes().is_empty(), "cut at {end}: what is gone is not deleted again");
            // What is on the disk can be read again.
            assert_eq!(stage.resume(&stage.options()).unwrap().report.head(), applied.report.head());
        }
    }
}
