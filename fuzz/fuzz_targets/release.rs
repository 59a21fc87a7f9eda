#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| goenvmgr::fuzz::release(data));
