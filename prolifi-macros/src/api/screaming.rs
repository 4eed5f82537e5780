//! The names of constants.

/// `CustomerNotes` and `customer_notes` to `CUSTOMER_NOTES`, `HTTPThings` to `HTTP_THINGS`.
pub(super) fn screaming(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut screaming = String::new();
    for (i, character) in characters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|before| characters.get(before));
        let starts_word = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase()
                        && characters.get(i + 1).is_some_and(|next| next.is_lowercase()))
            });
        if starts_word {
            screaming.push('_');
        }
        screaming.extend(character.to_uppercase());
    }
    screaming
}

#[cfg(test)]
mod tests {
    use super::screaming;

    #[test]
    fn names_the_description_after_the_trait() {
        let cases = [
            ("Notes", "NOTES"),
            ("CustomerNotes", "CUSTOMER_NOTES"),
            ("HTTPThings", "HTTP_THINGS"),
            ("V2Api", "V2_API"),
            ("add_note", "ADD_NOTE"),
        ];
        for (name, expected) in cases {
            assert_eq!(screaming(name), expected);
        }
    }
}
