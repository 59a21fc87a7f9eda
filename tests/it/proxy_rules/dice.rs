//! Values of the proxy variables, put together at random.

use super::parts::{EXCEPTIONS, HOSTS, LOGINS, PORTS, SCHEMES, TAILS, URLS};

/// Numbers that are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn value(&mut self) -> String {
        let parts = [&SCHEMES[..], &LOGINS, &HOSTS, &PORTS, &TAILS];
        let mut value: String = parts.iter().map(|part| self.pick(part)).collect();
        // Now and then a byte is lost or doubled.
        if self.roll(8) == 0 && !value.is_empty() {
            let at = self.roll(value.chars().count());
            let lost = value.chars().nth(at).unwrap();
            let double = if self.roll(2) == 0 { String::new() } else { format!("{lost}{lost}") };
            value = value
                .chars()
                .enumerate()
                .map(|(n, c)| if n == at { double.clone() } else { c.to_string() })
                .collect();
        }
        value
    }

    /// Variables, and a URL to reach under them.
    pub(super) fn case(&mut self) -> (Vec<(&'static str, String)>, &'static str) {
        let url = self.pick(&URLS);
        let mut vars = Vec::new();
        let plain = self.roll(2) == 0;
        for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
            if self.roll(3) > 0 {
                let value = if plain { "p.example:3128".to_owned() } else { self.value() };
                vars.push((name, if self.roll(9) == 0 { String::new() } else { value }));
            }
        }
        let entries = self.roll(4);
        let list: Vec<&str> = (0..entries).map(|_| self.pick(&EXCEPTIONS)).collect();
        vars.push((self.pick(&["NO_PROXY", "no_proxy"]), list.join(",")));
        if self.roll(20) == 0 {
            vars.push(("REQUEST_METHOD", self.pick(&["GET", ""]).to_owned()));
        }
        (vars, url)
    }
}
