use super::*;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Says everything at once and gives the answers' codes.
async fn talk(sink: &Sink, words: &str) -> Vec<String> {
    let mut stream = TcpStream::connect(sink.address()).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    answers.lines().filter(|line| line.as_bytes()[3] == b' ').map(|line| line[..3].to_owned()).collect()
}

#[tokio::test]
async fn sec_e03_dot_lines_arrive_as_they_were_and_end_nothing() {
    let sink = Sink::start(CancellationToken::new()).await.unwrap();
    let mail = "EHLO x\r\nMAIL FROM:<a@example.com> SIZE=10\r\nRCPT TO:<b@example.com>\r\nDATA\r\n\
                Subject: dots\r\n\r\n..\r\n...two\r\n.\r\nQUIT\r\n";
    assert_eq!(talk(&sink, mail).await, ["220", "250", "250", "250", "354", "250", "221"]);
    let mails = sink.mails();
    assert_eq!(mails[0].raw, b"Subject: dots\r\n\r\n.\r\n..two\r\n");
    assert_eq!((mails[0].from.as_str(), mails[0].to.as_slice()), ("a@example.com", &["b@example.com".to_owned()][..]));
}

#[tokio::test]
async fn commands_out_of_order_and_reset_are_answered() {
    let sink = Sink::start(CancellationToken::new()).await.unwrap();
    let words = "HELO x\r\nRCPT TO:<b@example.com>\r\nDATA\r\nMAIL FROM:<>\r\nRSET\r\nRCPT TO:<b@c.d>\r\nNOOP\r\nBLAH\r\nQUIT\r\n";
    assert_eq!(talk(&sink, words).await, ["220", "250", "503", "503", "250", "250", "503", "250", "502", "221"]);
    assert!(sink.mails().is_empty());
}

#[tokio::test]
async fn memory_is_bounded() {
    let sink = Sink::start(CancellationToken::new()).await.unwrap();
    let one = "MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nx\r\n.\r\n";
    let many = format!("EHLO x\r\n{}QUIT\r\n", one.repeat(KEPT + 7));
    talk(&sink, &many).await;
    let mails = sink.mails();
    assert_eq!((mails.len(), mails[0].id), (KEPT, KEPT as u64 + 7));
    let long = format!(
        "EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n{}.\r\nQUIT\r\n",
        format!("{}\r\n", "x".repeat(1000)).repeat(1100)
    );
    assert_eq!(talk(&sink, &long).await[5], "552");
}
