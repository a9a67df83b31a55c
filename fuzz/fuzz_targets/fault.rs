//! The emulator's faults as text: what is read is written as the same fault.
#![no_main]

use iinkedsign::emulator::Fault;

libfuzzer_sys::fuzz_target!(|text: &str| {
    match text.parse::<Fault>() {
        Ok(fault) => {
            let written = fault.to_string();
            assert_eq!(written.parse().as_ref(), Ok(&fault), "{written:?}");
        }
        Err(error) => assert!(error.to_string().contains("a fault is written")),
    }
});
