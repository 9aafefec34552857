//! The same door for whoever loads the module by hand: three C functions, no glue code.
#![expect(unsafe_code, reason = "a C interface passes memory as addresses; nothing else here does")]

/// Reserves `length` bytes for a question and gives their address.
#[unsafe(no_mangle)]
extern "C" fn reserve(length: usize) -> *mut u8 {
    Box::leak(vec![0; length].into_boxed_slice()).as_mut_ptr()
}

/// Takes the question over (its address and length as reserved), and gives the answer as
/// `address << 32 | length`; the caller releases it.
#[unsafe(no_mangle)]
extern "C" fn answer(question: *mut u8, length: usize) -> u64 {
    let answer = super::answer(&take(question, length)).into_boxed_slice();
    let length = answer.len() as u64;
    (Box::leak(answer).as_mut_ptr() as u64) << 32 | length
}

/// Gives an answer's bytes back.
#[unsafe(no_mangle)]
extern "C" fn release(answer: *mut u8, length: usize) {
    drop(take(answer, length));
}

fn take(address: *mut u8, length: usize) -> Box<[u8]> {
    // SAFETY: the address and the length are those of a leaked boxed slice: of `reserve` for a question, of
    // `answer` for an answer. Each is handed over once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, length)) }
}
