//! Linked statically by tests/it/static_link.rs: answers DNS on the address named first (every
//! name below `.dns.example` is 192.0.2.7) and prints what the other arguments resolve to, by the
//! very call that src/net/dial.rs makes.

use std::net::{ToSocketAddrs, UdpSocket};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let server = UdpSocket::bind((arguments.next().expect("an address").as_str(), 53)).expect("port 53");
    std::thread::spawn(move || answer(&server));
    for name in arguments {
        match (name.as_str(), 80).to_socket_addrs() {
            Ok(mut found) => println!("{name} {}", found.next().expect("an address").ip()),
            Err(_) => println!("{name} unknown"),
        }
    }
}

fn answer(server: &UdpSocket) {
    let mut query = [0; 512];
    while let Ok((length, from)) = server.recv_from(&mut query) {
        let question = &query[12..length];
        let name = question.iter().position(|byte| *byte == 0).expect("the end of a name");
        let known = question[..name].ends_with(b"\x03dns\x07example") && question[name + 2] == 1;
        let mut reply = query[..2].to_vec();
        reply.extend([0x81, 0x80, 0, 1, 0, u8::from(known), 0, 0, 0, 0]);
        reply.extend(&question[..name + 5]);
        if known {
            reply.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
        }
        server.send_to(&reply, from).expect("an answer");
    }
}
