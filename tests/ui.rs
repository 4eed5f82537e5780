#[test]
fn messages() {
    let tests = trybuild::TestCases::new();
    tests.pass("ui/pass/*.rs");
    tests.compile_fail("ui/[!p]*/*.rs");
}
