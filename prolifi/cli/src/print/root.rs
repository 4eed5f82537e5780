//! The root of the files: their modules, and the service.

use super::{Printer, code::Code, docs, imports::Imports};

impl Printer<'_, '_> {
    pub(super) fn root(&self, modules: &[String]) -> String {
        let mut imports = Imports::of_file(None);
        let mut code = Code::default();
        self.service(&mut code, &mut imports);
        let title = match self.plan.service.title.as_str() {
            "" => "A service, and its operations.".to_owned(),
            title => format!("{title}: the service, and its operations."),
        };
        let mut text = Code::default();
        for line in docs::lines(&[title], 96) {
            text.line(&format!("//! {line}"));
        }
        text.blank();
        modules.iter().for_each(|module| text.line(&format!("pub mod {module};")));
        text.blank();
        imports.print(&mut text, self.plan);
        text.append(&code);
        text.finish()
    }

    fn service(&self, code: &mut Code, imports: &mut Imports) {
        let service = &self.plan.service;
        let ty = imports.name("prolifi", "Service");
        let mut calls = Vec::new();
        let arguments = if service.has_host() {
            calls.push(format!("{ty}::new({:?})", service.url));
            code.docs(&["The service, at the address that its document gives.".to_owned()]);
            Vec::new()
        } else {
            let path = service.url.split_once("://").map_or(service.url.as_str(), |_| "");
            let path = path.replace(['{', '}'], "");
            let new =
                if path.is_empty() { "origin".to_owned() } else { format!("format!(\"{{origin}}{path}\")") };
            calls.push(format!("{ty}::new({new})"));
            code.docs(&[
                "The service, at an origin such as `https://api.example.com`: the document names none."
                    .to_owned(),
            ]);
            vec!["origin: &str".to_owned()]
        };
        for (at, (name, expression)) in service.schemes.iter().enumerate() {
            imports.name("prolifi", "Auth");
            if expression.contains("HeaderName") {
                imports.name("prolifi::http", "HeaderName");
            }
            calls.push(if at == 0 {
                format!(".auth({expression})")
            } else {
                format!(".scheme({name:?}, {expression})")
            });
        }
        if service.has_idempotency_key {
            let name = imports.name("prolifi::http", "HeaderName");
            calls.push(format!(".idempotency_header({name}::from_static(\"idempotency-key\"))"));
        }
        calls.extend(service.servers.iter().map(|(name, url)| format!(".server({name:?}, {url:?})")));
        code.line("#[must_use]");
        code.signature("pub fn service", &arguments, &format!(" -> {ty} {{"));
        code.indented(|code| code.chain("", &calls, ""));
        code.line("}");
    }
}
