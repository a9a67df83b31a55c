//! Which hosts a video may come from: the URL in the list, and where it redirects to, are foreign text.
//!
//! Only https is followed, and no address of this machine or of a private network, unless the base URL itself is there.
//! The check is made on the addresses that are then connected to, because a second lookup could return others.

use std::error::Error as StdError;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::OnceCell;

use crate::dns::Resolver;
use crate::proxy::{address, is_loopback};

/// Where an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// In the internet.
    Public,
    /// In a private network: RFC 1918, shared address space, unique local addresses.
    Private,
    /// On this link, where clouds have their metadata, too.
    Link,
    /// On this machine.
    Loopback,
    /// Nowhere one could connect to: multicast, documentation, reserved.
    Nowhere,
}

/// Where an address is; IPv4 within IPv6 is seen through.
pub(super) fn zone(address: IpAddr) -> Zone {
    match address {
        IpAddr::V4(address) => zone_v4(address),
        IpAddr::V6(address) => embedded(address).map_or_else(|| zone_v6(address), zone_v4),
    }
}

fn zone_v4(address: Ipv4Addr) -> Zone {
    match address.octets() {
        // The unspecified address connects to this machine.
        [127, ..] | [0, 0, 0, 0] => Zone::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] | [198, 18..=19, ..] => Zone::Private,
        [169, 254, ..] => Zone::Link,
        [0 | 224..=255, ..] | [192, 0, 0 | 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Zone::Nowhere,
        _ => Zone::Public,
    }
}

fn zone_v6(address: Ipv6Addr) -> Zone {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => Zone::Loopback,
        [0xfc00..=0xfdff, ..] => Zone::Private,
        [0xfe80..=0xfebf, ..] => Zone::Link,
        // Global unicast, but for documentation.
        [0x2001, 0xdb8, ..] => Zone::Nowhere,
        [0x2000..=0x3fff, ..] => Zone::Public,
        _ => Zone::Nowhere,
    }
}

/// The IPv4 address that an IPv6 address stands for: mapped, compatible, NAT64, 6to4.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let words = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match words {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(v4(high, low))
        }
        _ => None,
    }
}

/// The rules of one client.
pub(super) struct Hosts {
    base: Url,
    /// Where the base URL is, once it was needed.
    base_zones: OnceCell<Vec<Zone>>,
}

/// Why a host is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forbidden {
    Scheme,
    Address,
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "the URL of the video is not https",
            Self::Address => "the URL of the video leads to an address of this machine or of a private network",
        })
    }
}

impl StdError for Forbidden {}

impl Hosts {
    pub(super) fn new(base: &Url) -> Self {
        Self { base: base.clone(), base_zones: OnceCell::new() }
    }

    /// Checks a URL as far as possible without a DNS lookup.
    pub(super) async fn check(&self, url: &Url) -> Result<(), Forbidden> {
        let loopback = is_loopback(url) && is_loopback(&self.base);
        if !(url.scheme() == "https" || url.scheme() == "http" && loopback) {
            return Err(Forbidden::Scheme);
        }
        match address(url) {
            Some(address) if !self.allow(address).await => Err(Forbidden::Address),
            // Behind a proxy, the proxy resolves the name.
            None if is_local_name(url) && !self.zones().await.contains(&Zone::Loopback) => Err(Forbidden::Address),
            _ => Ok(()),
        }
    }

    async fn allow(&self, address: IpAddr) -> bool {
        match zone(address) {
            Zone::Public => true,
            Zone::Nowhere => false,
            zone => self.zones().await.contains(&zone),
        }
    }

    async fn zones(&self) -> &[Zone] {
        self.base_zones.get_or_init(|| zones_of(&self.base)).await
    }
}

fn is_local_name(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

/// Where a URL leads; nowhere if its name cannot be resolved.
async fn zones_of(url: &Url) -> Vec<Zone> {
    if let Some(address) = address(url) {
        return vec![zone(address)];
    }
    let Some(Ok(name)) = url.host_str().map(str::parse::<Name>) else { return Vec::new() };
    match Resolver::new().resolve(name).await {
        Ok(found) => found.map(|address| zone(address.ip())).collect(),
        Err(_) => Vec::new(),
    }
}

/// A DNS resolver that returns only addresses that may be connected to.
pub(super) struct Guarded {
    pub(super) hosts: Arc<Hosts>,
    pub(super) resolver: Arc<Resolver>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (hosts, found) = (Arc::clone(&self.hosts), self.resolver.resolve(name));
        Box::pin(async move {
            let mut allowed = Vec::new();
            for address in found.await? {
                if hosts.allow(address.ip()).await {
                    allowed.push(address);
                }
            }
            if allowed.is_empty() {
                return Err(Forbidden::Address.into());
            }
            let allowed: Addrs = Box::new(allowed.into_iter());
            Ok(allowed)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_addresses_are() {
        for (addresses, expected) in [
            (
                "8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.167.0.1 2606:4700::1 \
                 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1",
                Zone::Public,
            ),
            (
                "10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 198.18.0.1 fc00::1 fdff::1 \
                 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::1 ::10.0.0.1",
                Zone::Private,
            ),
            ("169.254.169.254 fe80::1 febf::1 ::ffff:169.254.169.254", Zone::Link),
            ("127.0.0.1 127.255.255.255 0.0.0.0 ::1 :: ::ffff:127.0.0.1 ::127.0.0.1 2002:7f00:1::", Zone::Loopback),
            ("0.1.2.3 192.0.2.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255", Zone::Nowhere),
            ("ff02::1 2001:db8::1 fec0::1 100::1", Zone::Nowhere),
        ] {
            for address in addresses.split(' ') {
                assert_eq!(address.parse().map(zone), Ok(expected), "{address}");
            }
        }
    }

    #[test]
    fn which_urls_may_be_asked() -> Result<(), Box<dyn StdError>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let bases = ["https://8.8.8.8/api/v1", "https://10.1.2.3/api/v1", "http://127.0.0.1:1/api/v1"];
        // (URL, whether it may be asked from each of these)
        for (url, allowed) in [
            ("https://8.8.4.4/x", [true; 3]),
            ("https://videos.example/x", [true; 3]),
            ("http://8.8.4.4/x", [false; 3]),
            ("https://10.9.9.9/x", [false, true, false]),
            ("https://[::ffff:10.9.9.9]/x", [false, true, false]),
            ("https://169.254.169.254/latest", [false; 3]),
            ("https://127.0.0.1/x", [false, false, true]),
            ("http://127.0.0.1/x", [false, false, true]),
            ("https://0x7f.1/x", [false, false, true]),
            ("https://2130706433/x", [false, false, true]),
            ("https://0/x", [false, false, true]),
            ("http://localhost/x", [false, false, true]),
            ("https://localhost./x", [false, false, true]),
            ("https://a.LOCALHOST/x", [false, false, true]),
            ("ftp://8.8.4.4/x", [false; 3]),
            ("file:///etc/passwd", [false; 3]),
        ] {
            for (base, allowed) in bases.iter().zip(allowed) {
                let hosts = Hosts::new(&Url::parse(base)?);
                let checked = runtime.block_on(hosts.check(&Url::parse(url)?));
                assert_eq!(checked.is_ok(), allowed, "{url} from {base}: {checked:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn names_give_only_addresses_that_may_be_connected_to() -> Result<(), Box<dyn StdError>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        for (base, allowed) in [("https://8.8.8.8/", false), ("http://127.0.0.1:1/", true), ("http://localhost/", true)]
        {
            let hosts = Arc::new(Hosts::new(&Url::parse(base)?));
            let guarded = Guarded { hosts, resolver: Arc::new(Resolver::new()) };
            // Any name that leads here, as one could that was checked a moment ago.
            let found = runtime.block_on(guarded.resolve("localhost".parse()?));
            assert_eq!(found.as_ref().is_ok_and(|found| found.size_hint().0 > 0), allowed, "{base}");
            if let Err(error) = found {
                assert_eq!(error.downcast_ref(), Some(&Forbidden::Address));
            }
        }
        Ok(())
    }
}
