//! Files of invitations as they come: of any size and in the encodings that spreadsheets write (I12).

use encoding_rs::{DecoderResult, Encoding, SHIFT_JIS, UTF_8};
use shared::{
    invitation::{MAX_LINE, MAX_ROWS, Sheet, SheetProblem, SheetTrouble, delimiter},
    kind::Preset,
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
};
use store::imports::StagedRow;
use tokio::sync::mpsc;

/// Bytes decoded at a time.
const PIECE: usize = 64 * 1024;
/// Rows handed over at a time, and so many times that many wait.
const BATCH: usize = 500;

/// A nameless file that goes with the program, whatever ends it.
#[derive(Debug)]
pub(crate) struct Spool {
    file: File,
    len: usize,
}

impl Spool {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile()?, len: 0 })
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// Appends a piece, away from the threads that serve.
    #[expect(clippy::disallowed_methods, reason = "one short write at a time for each upload, and uploads are few")]
    pub(crate) async fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        let (mut file, bytes) = (self.file.try_clone()?, piece.to_vec());
        self.len += bytes.len();
        tokio::task::spawn_blocking(move || file.write_all(&bytes)).await.map_err(io::Error::other)?
    }
}

/// Reads the rows, batch by batch; the first thing wrong with the file is the last that comes.
#[expect(clippy::disallowed_methods, reason = "one thread for each upload, which waits while its rows are stored")]
pub(crate) fn rows(spool: Spool, preset: &'static Preset) -> mpsc::Receiver<Result<Vec<StagedRow>, SheetTrouble>> {
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        if let Err(trouble) = read(spool.file, preset, |batch| sender.blocking_send(Ok(batch)).is_ok()) {
            let _ = sender.blocking_send(Err(trouble));
        }
    });
    receiver
}

fn read(file: File, preset: &Preset, mut give: impl FnMut(Vec<StagedRow>) -> bool) -> Result<(), SheetTrouble> {
    let file = in_utf8(file)?;
    let mut lines = Lines { input: BufReader::with_capacity(PIECE, file), number: 0 };
    let (mut sheet, mut mark, mut count, mut batch) = (None, b',', 0_u32, Vec::new());
    while let Some(line) = lines.next()? {
        if line.trim().is_empty() {
            continue;
        }
        let number = lines.number;
        if sheet.is_none() {
            mark = delimiter(&line);
        }
        let cells = cells(&line, mark, number)?;
        let known = match &sheet {
            Some(sheet) => sheet,
            None => {
                let (begun, names_columns) = Sheet::begin(preset, &cells, number)?;
                let begun = sheet.insert(begun);
                if names_columns {
                    continue;
                }
                &*begun
            }
        };
        for draft in known.drafts(preset, &cells, number)? {
            count += 1;
            if count > MAX_ROWS {
                return Err(SheetTrouble::at(SheetProblem::ManyRows, number));
            }
            batch.push(StagedRow { line: number, draft });
        }
        if batch.len() >= BATCH && !give(std::mem::take(&mut batch)) {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        give(batch);
    }
    Ok(())
}

/// The cells of one line. Cells do not go over lines, so an open quotation mark is found where it is.
fn cells(line: &str, mark: u8, number: u32) -> Result<Vec<String>, SheetTrouble> {
    match line.matches('"').count() {
        0 => return Ok(line.split(char::from(mark)).map(str::to_owned).collect()),
        count if count % 2 == 1 => return Err(SheetTrouble::at(SheetProblem::Quote, number)),
        _ => {}
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .buffer_capacity(line.len() + 1)
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(_) => Ok(record.iter().map(str::to_owned).collect()),
        Err(_) => Err(SheetTrouble::at(SheetProblem::Quote, number)),
    }
}

/// Lines of bounded length.
struct Lines {
    input: BufReader<File>,
    number: u32,
}

impl Lines {
    fn next(&mut self) -> Result<Option<String>, SheetTrouble> {
        let mut line = Vec::new();
        let next = self.number + 1;
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX) + 1;
        let read = self.input.by_ref().take(limit).read_until(b'\n', &mut line);
        match read {
            Ok(0) => return Ok(None),
            Ok(_) if line.len() > MAX_LINE => return Err(SheetTrouble::at(SheetProblem::LongLine, next)),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "a file cannot be read back");
                return Err(SheetTrouble::at(SheetProblem::Encoding, next));
            }
        }
        self.number = next;
        // PostgreSQL keeps no NUL; as this it is refused with the row that has it (U2).
        Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).replace('\0', "\u{fffd}")))
    }
}

/// The file as UTF-8 without a mark: by its mark, else as UTF-8, else as Shift_JIS.
fn in_utf8(mut file: File) -> Result<File, SheetTrouble> {
    let mut start = Vec::new();
    let sniffed = rewind(&mut file).and_then(|()| Read::by_ref(&mut file).take(3).read_to_end(&mut start));
    sniffed.map_err(|_| SheetTrouble::at(SheetProblem::Encoding, 1))?;
    if let Some((encoding, _)) = Encoding::for_bom(&start) {
        return transcode(&mut file, encoding);
    }
    let as_utf8 = transcode(&mut file, UTF_8);
    match as_utf8 {
        Ok(decoded) => Ok(decoded),
        // Where it stops being UTF-8 is what is said when it is no Shift_JIS either.
        Err(trouble) => transcode(&mut file, SHIFT_JIS).map_err(|_| trouble),
    }
}

fn rewind(file: &mut File) -> io::Result<()> {
    file.seek(SeekFrom::Start(0)).map(drop)
}

/// Decodes the whole file into another one; says at which line it cannot be that encoding.
fn transcode(file: &mut File, encoding: &'static Encoding) -> Result<File, SheetTrouble> {
    let fault = |error: io::Error| {
        tracing::warn!(%error, "a file cannot be decoded");
        SheetTrouble::at(SheetProblem::Encoding, 1)
    };
    rewind(file).map_err(fault)?;
    let mut out = BufWriter::new(tempfile::tempfile().map_err(fault)?);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut input, mut output, mut line) = (vec![0; PIECE], vec![0; PIECE * 4], 1_u32);
    loop {
        let read = file.read(&mut input).map_err(fault)?;
        let mut rest = input.get(..read).unwrap_or_default();
        loop {
            let (result, used, written) = decoder.decode_to_utf8_without_replacement(rest, &mut output, read == 0);
            let decoded = output.get(..written).unwrap_or_default();
            line = line.saturating_add(
                u32::try_from(decoded.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX),
            );
            out.write_all(decoded).map_err(fault)?;
            rest = rest.get(used..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Err(SheetTrouble::at(SheetProblem::Encoding, line)),
            }
        }
        if read == 0 {
            let mut decoded = out.into_inner().map_err(|error| fault(error.into_error()))?;
            rewind(&mut decoded).map_err(fault)?;
            return Ok(decoded);
        }
    }
}

#[cfg(test)]
mod tests;
