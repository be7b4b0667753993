//! Where the preview listens.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};

/// How many ports after the first are tried.
const TRIES: u16 = 100;

/// The port to listen at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 lets the system choose.
    Exactly(u16),
    /// This one, or the next that is free.
    From(u16),
}

/// Why there can be no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// Another program listens at the port.
    #[error("port {0} is taken")]
    PortTaken(u16),
    /// Other programs listen at every port that was tried.
    #[error("the ports from {0} to {1} are taken")]
    PortsTaken(u16, u16),
    /// The address is none that this machine can listen at.
    #[error("the preview can't listen at {address}: {reason}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        reason: io::Error,
    },
    /// The machine failed.
    #[error("the preview can't run: {0}")]
    Machine(io::Error),
}

pub(super) fn listen(address: IpAddr, port: Port) -> Result<TcpListener, PreviewError> {
    let (first, last) = match port {
        Port::Exactly(port) => (port, port),
        Port::From(port) => (port, port.saturating_add(TRIES)),
    };
    for port in first..=last {
        let address = SocketAddr::new(address, port);
        match TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        }) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(reason) => return Err(PreviewError::Address { address, reason }),
        }
    }
    Err(if first == last { PreviewError::PortTaken(first) } else { PreviewError::PortsTaken(first, last) })
}

/// The address under which other devices of the network reach this machine, where it has one.
pub fn lan_address() -> Option<IpAddr> {
    // To connect a datagram socket sends nothing: the system only decides which of its addresses it
    // would send from. The target is an address kept free for documentation (RFC 5737).
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_port_that_is_taken_is_passed_over_unless_it_was_named() {
        let taken = listen(HERE, Port::Exactly(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = listen(HERE, Port::From(port)).unwrap();
        assert!(next.local_addr().unwrap().port() > port);
        assert!(
            matches!(listen(HERE, Port::Exactly(port)), Err(PreviewError::PortTaken(said)) if said == port)
        );
    }
}
