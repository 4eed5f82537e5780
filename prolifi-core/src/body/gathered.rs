//! [`Gathered`]: the chunks of a body that is read whole.

use bytes::{Bytes, BytesMut};

/// Chunks below this are copied together: each keeps the buffer alive that it was received in, and has a
/// size of its own.
const SMALL: usize = 2 * 1024;
/// How much is copied together.
const SEGMENT: usize = 64 * 1024;

/// Chunks in the order in which they came.
///
/// Most bodies are one, which is not copied. Of more, the copy and its chunks are twice the body at most,
/// however small the chunks are.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    first: Bytes,
    rest: Vec<Bytes>,
    /// Small chunks that came last.
    small: BytesMut,
    length: u64,
}

impl Gathered {
    pub(crate) fn push(&mut self, chunk: Bytes) {
        self.length += chunk.len() as u64;
        if self.first.is_empty() {
            self.first = chunk;
        } else if chunk.len() >= SMALL {
            self.flush();
            self.rest.push(chunk);
        } else if !chunk.is_empty() {
            if self.small.len() + chunk.len() > self.small.capacity() {
                self.flush();
                // A body in small chunks is small, or else there are many of them.
                let capacity = if self.rest.is_empty() { 2 * SMALL } else { SEGMENT };
                self.small = BytesMut::with_capacity(capacity);
            }
            self.small.extend_from_slice(&chunk);
        }
    }

    /// How many bytes came.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The body.
    pub(crate) fn into_bytes(mut self) -> Bytes {
        self.flush();
        if self.rest.is_empty() {
            return self.first;
        }
        self.rest.insert(0, self.first);
        self.rest.concat().into()
    }

    fn flush(&mut self) {
        if !self.small.is_empty() {
            self.rest.push(std::mem::take(&mut self.small).freeze());
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::Gathered;

    fn gather(chunks: impl IntoIterator<Item = Bytes>) -> Gathered {
        let mut gathered = Gathered::default();
        chunks.into_iter().for_each(|chunk| gathered.push(chunk));
        gathered
    }

    #[test]
    fn one_chunk_is_not_copied() {
        let chunk = Bytes::from_static(b"all of it");
        let body = gather([Bytes::new(), chunk.clone(), Bytes::new()]).into_bytes();
        assert_eq!(body.as_ptr(), chunk.as_ptr());
    }

    #[test]
    fn chunks_of_any_size_stay_in_order() {
        let body: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
        for size in [1, 100, 2_047, 2_048, 70_000] {
            let gathered = gather(body.chunks(size).map(Bytes::copy_from_slice));
            assert_eq!(gathered.length(), 200_000);
            assert_eq!(gathered.into_bytes(), body, "in chunks of {size}");
        }
        let mixed = [1, 5_000, 3, 3, 40_000, 0, 2_000];
        let mut rest = &body[..];
        let chunks = mixed.map(|size| Bytes::copy_from_slice(rest.split_off(..size).expect("enough")));
        let sum = mixed.iter().sum::<usize>();
        assert_eq!(gather(chunks).into_bytes(), body[..sum]);
    }

    #[test]
    fn many_small_chunks_are_few_segments() {
        let gathered = gather((0..1_000_000).map(|_| Bytes::from_static(b"x")));
        assert!(gathered.rest.len() < 20, "{}", gathered.rest.len());
    }
}
