//! The shapes that many services share. What one does otherwise is said behind the name.

use super::{NextPage, PageShape, ReadFrom, WriteTo};

impl PageShape {
    /// `{"data": [..], "pagination": {"total", "limit", "offset", "has_more"}}` for `?offset=..&limit=..`: the shape of
    /// a [`Service`](crate::Service) that is told none.
    pub const OFFSET: Self = Self::offset("offset")
        .items("data")
        .total("/pagination/total")
        .limit("/pagination/limit")
        .begins_at("/pagination/offset")
        .more("/pagination/has_more")
        .size("limit");

    /// A list, for `?page=..&per_page=..`, which ends with its first empty page.
    pub const PAGE: Self = Self::page("page").size("per_page");

    /// `{"cursor": ".."}` beside the items, for `?cursor=..&limit=..`: Square, with `.items("payments")`.
    pub const CURSOR: Self = Self::token("cursor", "cursor").size("limit");

    /// `{"nextPageToken": ".."}` beside the items, for `?pageToken=..&pageSize=..`: the APIs of Google
    /// ([AIP-158](https://google.aip.dev/158)), with `.items("books")`. An empty page leaves the items out.
    pub const PAGE_TOKEN: Self =
        Self::token("nextPageToken", "pageToken").total("totalSize").optional_items().size("pageSize");

    /// `{"data": [{"id"}], "has_more": true}` for `?starting_after=..&limit=..`, and backwards for `?ending_before=..`:
    /// [Stripe](https://docs.stripe.com/api/pagination).
    pub const STARTING_AFTER: Self = Self::last_item("id", "starting_after")
        .back(NextPage::LastItem { field: "id", to: WriteTo::Query("ending_before") })
        .items("data")
        .more("has_more")
        .size("limit");

    /// A list, and `Link: <..>; rel="next"`, and `rel="prev"` for the way back (RFC 8288): GitHub, GitLab.
    pub const LINK: Self = Self::by(NextPage::Url { from: ReadFrom::Link("next") })
        .back(NextPage::Url { from: ReadFrom::Link("prev") })
        .size("per_page");

    /// `{"results": [..], "count": 7, "next": "https://..", "previous": null}`: the Django REST framework.
    pub const NEXT_URL: Self = Self::url("next")
        .back(NextPage::Url { from: ReadFrom::Body("previous") })
        .items("results")
        .total("count")
        .size("limit");

    /// `{"value": [..], "@odata.nextLink": "https://.."}`: Microsoft Graph and other
    /// [OData](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html) services.
    pub const ODATA: Self = Self::url("@odata.nextLink").items("value").total("@odata.count").size("$top");

    /// `{"data": [..], "links": {"next": "..", "prev": ".."}}`: [JSON:API](https://jsonapi.org/format/#fetching-pagination).
    pub const JSON_API: Self =
        Self::url("/links/next").back(NextPage::Url { from: ReadFrom::Body("/links/prev") }).items("data");

    /// `{"nodes": [..], "pageInfo": {"endCursor", "hasNextPage"}}` for the variables `after` and `first`: a
    /// [connection](https://relay.dev/graphql/connections.htm) of GraphQL, with
    /// `.within("/data/viewer/repositories")`.
    pub const CONNECTION: Self = Self::by(NextPage::Token {
        from: ReadFrom::Body("/pageInfo/endCursor"),
        to: WriteTo::Body("/variables/after"),
    })
    .items("nodes")
    .more("/pageInfo/hasNextPage")
    .total("totalCount")
    .size_to(WriteTo::Body("/variables/first"));
}
