//! Chance that falls the same way for ever: numbers, names, times and words from a seed.

/// SplitMix64: a few lines, good enough, and the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(crate) fn index(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(u64::try_from(bound).unwrap_or(1).max(1))).unwrap_or(0)
    }

    pub(crate) fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<'t>(&mut self, items: &[&'t str]) -> &'t str {
        let index = self.index(items.len());
        items.get(index).copied().unwrap_or_default()
    }

    pub(crate) fn pick_number(&mut self, items: &[f64]) -> f64 {
        let index = self.index(items.len());
        items.get(index).copied().unwrap_or_default()
    }

    /// Whole numbers, fractions, and one that a double only approximates.
    pub(crate) fn credits(&mut self) -> f64 {
        self.pick_number(&[42.0, 36.5, 0.1, 4.5, 0.0, 120.0, 7.25])
    }

    pub(crate) fn token(&mut self) -> String {
        format!("{:016x}", self.next())
    }

    pub(crate) fn uuid(&mut self) -> String {
        let (a, b) = (self.token(), self.token());
        let part = |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        format!(
            "urn:uuid:{}-{}-4{}-a{}-{}",
            part(&a, 0, 8),
            part(&a, 8, 12),
            part(&a, 13, 16),
            part(&b, 0, 3),
            part(&b, 4, 16)
        )
    }

    pub(crate) fn url(&mut self, kind: &str) -> String {
        format!("https://academy.example/{kind}/{}", self.below(1_000_000))
    }

    pub(crate) fn time(&mut self, year: u64) -> String {
        let (month, day, hour, minute) =
            (1 + self.below(12), 1 + self.below(28), self.below(24), self.below(60));
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
    }

    pub(crate) fn word(&mut self) -> &'static str {
        self.pick(&[
            "Welding",
            "Kalā",
            "Übung",
            "क्षमता",
            "bench test",
            "Level 4",
            "O'Brien",
            "東京",
            "safety",
        ])
    }

    pub(crate) fn sentence(&mut self) -> String {
        let count = 2 + self.below(6);
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }
}
