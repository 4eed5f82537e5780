//! OpenAI's API: JSON or a stream of events, as the request asks; parts of JSON in a form with files.

use std::collections::BTreeMap;

use prolifi::{
    Auth, Call, Multipart, Service, api, endpoint,
    streaming::{Events, Streaming},
};
use serde_json::Value;

/// The service.
pub fn service() -> Service {
    Service::new("https://api.openai.com/v1").auth(Auth::Bearer)
}

/// A few of its operations.
#[api]
pub trait OpenAi {
    /// Completes a chat, all at once.
    #[endpoint(POST, "/chat/completions")]
    fn complete(&self, chat: &Value) -> Call<Value>;

    /// Writes down what is said in a recording.
    #[endpoint(POST, "/audio/transcriptions", timeout = "5m")]
    fn transcribe(&self, #[multipart] recording: Multipart) -> Call<Value>;

    /// Lists jobs that carry these labels.
    #[endpoint(GET, "/fine_tuning/jobs?<limit>&<metadata:brackets>")]
    fn fine_tuning_jobs(&self, limit: Option<u8>, metadata: &BTreeMap<&str, &str>) -> Call<Value>;
}

/// The operation of [`OpenAi::complete`] once more, for a chat with `"stream": true`.
#[api]
pub trait OpenAiStreams {
    /// Completes a chat, word by word.
    #[endpoint(POST, "/chat/completions", headers("Accept: text/event-stream"))]
    fn complete_streamed(&self, chat: &Value) -> Call<Streaming<Events>>;
}
