//! The one way of every request: key, limits, body, handler, answer. [`answer`] is the whole of it.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{RawPathParams, Request},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header, request::Parts},
    routing::{MethodFilter, MethodRouter},
};
use bytes::{Bytes, BytesMut};
use engine::KeyInfo;
use http_body_util::BodyExt;
use shop::{Timestamp, limits};

use crate::{
    app::App,
    auth,
    errors::{Code, Problem},
    http, idempotency,
    pages::Asked,
    rate_limit::Allowance,
    reply,
    route::{Access, Answer, Call, Route, Work},
};

/// How long a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// So much of a body that nobody wants is still read: who is refused while sending must be able to read why, and a
/// connection that is closed before the last byte arrived is reset.
const UNWANTED_BYTES_MAX: usize = 64 << 10;
/// And for so long.
const UNWANTED_TIMEOUT: Duration = Duration::from_secs(2);

/// The router of every route.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut by_path: BTreeMap<&str, Vec<(usize, &'static Route)>> = BTreeMap::new();
    for (number, route) in http::routes().enumerate() {
        by_path.entry(route.path).or_default().push((number, route));
    }
    let mut router = Router::new();
    for (path, routes) in by_path {
        router = router.route(path, resource(app, &routes));
    }
    let app = Arc::clone(app);
    router.fallback(move |request: Request| async move {
        let shown: String = request.uri().path().chars().take(120).collect();
        let asked = Asked::of(request.uri(), request.headers());
        let_pass(request.into_body()).await;
        let problem = Problem::new(Code::UnknownRoute, format!("There is nothing at '{shown}'."));
        told(&app, asked.as_ref(), &problem)
    })
}

/// A problem as whoever asked reads it.
fn told(app: &App, asked: Option<&Asked>, problem: &Problem) -> Response<Body> {
    match asked {
        Some(asked) => asked.told(app, problem),
        None => reply::problem_response(problem),
    }
}

/// Every method of one address.
fn resource(app: &Arc<App>, routes: &[(usize, &'static Route)]) -> MethodRouter {
    let mut methods: Vec<String> = routes
        .iter()
        .map(|(_, route)| (route.method)().to_string())
        .collect();
    let mut resource = MethodRouter::new();
    for &(number, route) in routes {
        let app = Arc::clone(app);
        let filter = MethodFilter::try_from((route.method)()).expect("routes use standard methods only");
        resource = resource.on(filter, move |parameters: RawPathParams, request: Request| {
            answer(Arc::clone(&app), number, route, first(&parameters), request)
        });
    }
    if routes.iter().any(|(_, route)| route.access == Access::Public) {
        methods.push("OPTIONS".to_owned());
        resource = resource.options(|request: Request| async move { preflight(request.headers()) });
    }
    let allow = methods.join(", ");
    let app = Arc::clone(app);
    resource.fallback(move |request: Request| {
        let (app, allow) = (Arc::clone(&app), allow.clone());
        async move {
            let (head, body) = request.into_parts();
            let_pass(body).await;
            wrong_method(&app, &head, &allow)
        }
    })
}

fn first(parameters: &RawPathParams) -> String {
    parameters
        .iter()
        .next()
        .map(|(_, value)| value.to_owned())
        .unwrap_or_default()
}

fn wrong_method(app: &App, head: &Parts, allow: &str) -> Response<Body> {
    let detail = format!("This address answers {allow}, not {}.", head.method);
    let asked = Asked::of(&head.uri, &head.headers);
    let mut response = told(app, asked.as_ref(), &Problem::new(Code::WrongMethod, detail));
    if let Ok(allow) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// Answers one request.
async fn answer(
    app: Arc<App>,
    number: usize,
    route: &'static Route,
    id: String,
    request: Request,
) -> Response<Body> {
    let started = Instant::now();
    let (head, body) = request.into_parts();
    let origin = head
        .headers
        .get(header::ORIGIN)
        .filter(|_| route.access == Access::Public)
        .cloned();
    let is_page = route.access == Access::Open && route.success.1 == "text/html";
    let asked = is_page.then(|| Asked::of(&head.uri, &head.headers)).flatten();
    let mut allowance = None;
    let answer = match admit(&app, route, id, head, body, &mut allowance).await {
        Ok(call) => handle(route, call).await,
        Err(problem) => Err(problem),
    };
    let mut response = match answer {
        Ok(reply) => reply.into_response(),
        Err(problem) => told(&app, asked.as_ref(), &problem),
    };
    if let Some(origin) = origin {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
    }
    if let Some(allowance) = allowance {
        tell_allowance(response.headers_mut(), allowance);
    }
    app.metrics
        .answered(number, response.status().as_u16(), started.elapsed());
    response
}

/// Checks everything that can be checked without knowing what the request is about.
async fn admit(
    app: &Arc<App>,
    route: &'static Route,
    id: String,
    head: Parts,
    body: Body,
    allowance: &mut Option<Allowance>,
) -> Result<Call, Problem> {
    let now = (app.clock)();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let key = match authorise(app, route, &head.headers, &query, now, allowance) {
        Ok(key) => key,
        Err(problem) => {
            let_pass(body).await;
            return Err(problem);
        }
    };
    let body = match route.request {
        Some(_) => collect(&head.headers, body).await?,
        None => {
            let_pass(body).await;
            Bytes::new()
        }
    };
    Ok(Call {
        app: Arc::clone(app),
        key,
        id,
        query,
        headers: head.headers,
        body,
        now,
    })
}

/// Who asks, where they may, and not too often.
fn authorise(
    app: &App,
    route: &Route,
    headers: &HeaderMap,
    query: &str,
    now: Timestamp,
    allowance: &mut Option<Allowance>,
) -> Result<Option<KeyInfo>, Problem> {
    let key = auth::authorise(&app.engine, route, headers, query)?;
    if let (Some(limiter), Some(key)) = (&app.rate_limiter, &key) {
        *allowance = Some(limiter.take(&key.id, now)?);
    }
    Ok(key)
}

/// Reads what nobody wants, where it is little.
async fn let_pass(mut body: Body) {
    let few = body
        .size_hint()
        .upper()
        .is_none_or(|bytes| bytes <= UNWANTED_BYTES_MAX as u64);
    if body.is_end_stream() || !few {
        return;
    }
    let pass = async {
        let mut passed = 0;
        while let Some(Ok(frame)) = body.frame().await {
            passed += frame.data_ref().map_or(0, Bytes::len);
            if passed > UNWANTED_BYTES_MAX {
                break;
            }
        }
    };
    // What did not come in time is not waited for.
    let _ = tokio::time::timeout(UNWANTED_TIMEOUT, pass).await;
}

async fn collect(headers: &HeaderMap, mut body: Body) -> Result<Bytes, Problem> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limits::BODY_BYTES_MAX) {
        return Err(too_large());
    }
    let gather = async {
        let mut gathered = Bytes::new();
        while let Some(frame) = body.frame().await {
            let incomplete = |_| Problem::new(Code::BodyIncomplete, "The connection ended within the body.");
            let Ok(data) = frame.map_err(incomplete)?.into_data() else {
                continue;
            };
            if gathered.len() + data.len() > limits::BODY_BYTES_MAX {
                return Err(too_large());
            }
            // Almost every body arrives in one piece, which is then not copied.
            gathered = match gathered.is_empty() {
                true => data,
                false => {
                    let mut grown = BytesMut::from(gathered);
                    grown.extend_from_slice(&data);
                    grown.freeze()
                }
            };
        }
        Ok(gathered)
    };
    let late = |_| Problem::new(Code::RequestTimeout, "The body did not arrive within 30 seconds.");
    tokio::time::timeout(BODY_TIMEOUT, gather).await.map_err(late)?
}

fn too_large() -> Problem {
    let mib = limits::BODY_BYTES_MAX / (1024 * 1024);
    Problem::new(Code::BodyTooLarge, format!("The body is larger than {mib} MiB."))
}

/// Runs the handler where it belongs. A handler that panics is a failed request, not a failed server.
async fn handle(route: &'static Route, call: Call) -> Answer {
    let run = move || catch_unwind(AssertUnwindSafe(|| idempotency::run(route, &call)));
    let outcome = match route.work {
        Work::Instant => run(),
        Work::Waiting => tokio::task::spawn_blocking(run)
            .await
            .unwrap_or_else(|error| Err(Box::new(error))),
    };
    outcome.unwrap_or_else(|_| {
        tracing::error!(operation = route.operation, "a handler panicked");
        Err(Problem::new(Code::Internal, "The request could not be answered."))
    })
}

/// Tells a browser that its page may ask. Whether the key may is checked when it does.
fn preflight(headers: &HeaderMap) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let allowed = response.headers_mut();
    if let Some(origin) = headers.get(header::ORIGIN) {
        allowed.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    allowed.insert(header::VARY, HeaderValue::from_static("origin"));
    allowed.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("POST"),
    );
    let names = HeaderValue::from_static("authorization, content-type, idempotency-key, x-api-key");
    allowed.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
    allowed.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}

fn tell_allowance(headers: &mut HeaderMap, allowance: Allowance) {
    headers.insert("ratelimit-limit", HeaderValue::from(allowance.limit));
    headers.insert("ratelimit-remaining", HeaderValue::from(allowance.remaining));
    headers.insert("ratelimit-reset", HeaderValue::from(allowance.reset_seconds));
}
