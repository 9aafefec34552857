//! One SMTP conversation (RFC 5321), as far as a client that sends mail needs it.

use super::Sink;
use std::io;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// The longest line of a command or of a message, in bytes.
const LONGEST_LINE: u64 = 8 * 1024;
/// The largest message, in bytes.
const LARGEST_MESSAGE: usize = 1024 * 1024;
/// The most recipients of one message.
const RECIPIENTS: usize = 100;

/// How the sink treats a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Takes it.
    Accept,
    /// Answers the end of the message with this line, such as `450 4.2.1 try later`.
    Answer(&'static str),
    /// Takes the message and never answers.
    Hang,
    /// Takes the message, keeps it, and breaks the connection before saying so (X8).
    KeepAndBreak,
}

#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

/// Talks until the client quits or breaks off.
pub(super) async fn hold(sink: &Sink, stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 usher.example ready").await?;
    let mut envelope = Envelope::default();
    loop {
        let Some(line) = read_line(&mut stream).await? else { return Ok(()) };
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = text.get(..4).unwrap_or(&text).to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-usher.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 SIZE 1048576",
            "HELO" => "250 usher.example",
            "MAIL" => match path(&text, "FROM:") {
                Some(from) => {
                    envelope = Envelope { from: Some(from), to: Vec::new() };
                    "250 2.1.0 sender ok"
                }
                None => "501 5.5.4 expected MAIL FROM:<address>",
            },
            "RCPT" if envelope.from.is_none() => "503 5.5.1 MAIL first",
            "RCPT" if envelope.to.len() >= RECIPIENTS => "452 4.5.3 too many recipients",
            "RCPT" => match path(&text, "TO:").filter(|to| !to.is_empty()) {
                Some(to) => {
                    envelope.to.push(to);
                    "250 2.1.5 recipient ok"
                }
                None => "501 5.5.4 expected RCPT TO:<address>",
            },
            "DATA" if envelope.to.is_empty() => "503 5.5.1 RCPT first",
            "DATA" => {
                say(&mut stream, "354 end with a dot on a line of its own").await?;
                let Some(raw) = read_message(&mut stream).await? else { return Ok(()) };
                let Envelope { from, to } = std::mem::take(&mut envelope);
                let keep = |raw| sink.keep(from.unwrap_or_default(), to, raw);
                match sink.next_behaviour() {
                    _ if raw.len() > LARGEST_MESSAGE => "552 5.3.4 too large",
                    Behaviour::Accept => {
                        keep(raw);
                        "250 2.0.0 kept"
                    }
                    Behaviour::Answer(answer) => answer,
                    Behaviour::Hang => return std::future::pending().await,
                    Behaviour::KeepAndBreak => {
                        keep(raw);
                        return Ok(());
                    }
                }
            }
            "RSET" => {
                envelope = Envelope::default();
                "250 2.0.0 forgotten"
            }
            "NOOP" => "250 2.0.0 ok",
            "VRFY" => "252 2.1.5 send and see",
            "QUIT" => return say(&mut stream, "221 2.0.0 bye").await,
            _ => "502 5.5.2 not understood",
        };
        say(&mut stream, answer).await?;
    }
}

async fn say(stream: &mut BufReader<TcpStream>, answer: &str) -> io::Result<()> {
    // In one piece: a second one would wait until the client acknowledges the first, 40 ms later.
    stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    stream.flush().await
}

/// A line with its end, or `None` when the client is gone. A longer one ends the conversation.
async fn read_line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    stream.take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
    Ok(line.ends_with(b"\n").then_some(line))
}

/// The message up to the lone dot, dots unstuffed; `None` when the client is gone. What is beyond the
/// largest message is read and forgotten.
async fn read_message(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut raw = Vec::new();
    loop {
        let Some(line) = read_line(stream).await? else { return Ok(None) };
        if line == b".\r\n" {
            return Ok(Some(raw));
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        if raw.len() <= LARGEST_MESSAGE {
            raw.extend_from_slice(line);
        }
    }
}

/// The address between the angle brackets; parameters behind them are of no interest.
fn path(command: &str, keyword: &str) -> Option<String> {
    let rest = command.get(5..)?.trim_start();
    let (start, rest) = rest.split_at_checked(keyword.len())?;
    let (address, _) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    start.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}
