using System.Text.RegularExpressions;
using Grains.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WebFront.Endpoints;
using WebFront.Surfaces;

namespace WebFront.Tests.Errors;

/// <summary>What holds for every operation of the marketplace, those that are added later among them.</summary>
public sealed partial class EveryEndpointTests : IAsyncLifetime
{
    private ProductHost? host;

    private ProductHost Host => host!;

    private ProductClient Client => Host.Client;

    public async Task InitializeAsync() => host = await ProductHost.StartAsync(new ProductSetup
    {
        Settings = new Dictionary<string, string?> { ["Limits:marketplace.calls:Permits"] = "1000000", ["Limits:marketplace.uploads:Permits"] = "1000000" },
    });

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [Fact]
    public async Task Without_a_token_it_is_401_in_the_envelope_with_and_without_a_slash()
    {
        var closed = Operations().Where(operation => operation.NeedsCaller).ToList();

        Assert.True(closed.Count > 30);
        foreach (var operation in closed)
        {
            AssertEnvelope(await SendAsync(operation, operation.Path), 401, "AUTHENTICATION_REQUIRED", operation);
            AssertEnvelope(await SendAsync(operation, operation.Path + "/"), 401, "AUTHENTICATION_REQUIRED", operation);
        }
    }

    [Fact]
    public async Task Another_method_is_405_in_the_envelope_and_OPTIONS_is_answered()
    {
        foreach (var path in Operations().GroupBy(operation => operation.Path).Where(path => path.All(operation => operation.Method != "PATCH")))
        {
            var refused = await Client.SendRawAsync(HttpMethod.Patch, path.Key, null, null);
            var options = await Client.SendRawAsync(HttpMethod.Options, path.Key, null, null);

            AssertEnvelope(refused, 405, "METHOD_NOT_ALLOWED", path.First());
            Assert.True(refused.Header("Allow") is { } allowed && path.All(operation => allowed.Contains(operation.Method, StringComparison.Ordinal)), path.Key);
            Assert.True(options.Status == 204, $"OPTIONS {path.Key}: {options.Status}");
        }
    }

    [Fact]
    public async Task A_HEAD_has_the_status_of_its_GET_and_no_body()
    {
        var user = await Client.NewUserAsync();
        foreach (var operation in Operations().Where(operation => operation.Method == "GET"))
        {
            var get = await Client.GetAsync(operation.Path, user.AccessToken);
            var head = await Client.SendRawAsync(HttpMethod.Head, operation.Path, null, null, user.AccessToken);

            Assert.True(get.Status == head.Status, $"{operation}: GET {get.Status}, HEAD {head.Status}");
            Assert.Equal("", head.Text);
            Assert.True(get.Status < 500, $"{operation}: {get}");
        }
    }

    [Fact]
    public async Task A_body_of_another_type_is_415_and_one_that_is_no_object_names_the_body()
    {
        var user = await Client.NewUserAsync("creator");
        var withBody = Operations().Where(operation => operation.TakesJson).ToList();

        Assert.True(withBody.Count > 10);
        foreach (var operation in withBody)
        {
            AssertEnvelope(await SendAsync(operation, operation.Path, "{}", "text/plain", user), 415, "UNSUPPORTED_MEDIA_TYPE", operation);
            foreach (var body in (string[])["", "[", "[]", "null", "7"])
            {
                var answer = await SendAsync(operation, operation.Path, body, "application/json", user);

                AssertEnvelope(answer, 400, "VALIDATION_ERROR", operation);
                Assert.True(answer.ErrorField == "body", $"{operation} with {body}: {answer.ErrorField}");
            }
        }
    }

    [Fact]
    public async Task An_unknown_id_is_a_4xx_in_the_envelope()
    {
        var user = await Client.NewUserAsync();
        foreach (var operation in Operations().Where(operation => operation.Path != operation.Pattern && operation.Method is "GET" or "DELETE"))
        {
            var answer = await SendAsync(operation, operation.Path, user: user);
            if (operation.Path == operation.Pattern || answer.IsSuccess) continue;

            Assert.True(answer.Status is 400 or 403 or 404, $"{operation}: {answer}");
            Envelope.Assert(answer, answer.ErrorCode!);
        }
    }

    [Fact]
    public void Every_call_of_a_caller_counts_and_every_upload_as_one()
    {
        var all = Operations();

        Assert.All(all.Where(operation => operation.NeedsCaller), operation => Assert.Contains("marketplace.calls", operation.Limits));
        Assert.All(all.Where(operation => operation.TakesForm), operation => Assert.Contains("marketplace.uploads", operation.Limits));
        Assert.All(all.Where(operation => operation.Path.EndsWith("/messages", StringComparison.Ordinal) && operation.Method == "POST"),
            operation => Assert.Contains("marketplace.messages", operation.Limits));
        Assert.All(all.Where(operation => operation.Path.StartsWith("/api/v1/auth/", StringComparison.Ordinal) && operation.Name != "CreateSocketTicket"),
            operation => Assert.True(operation.CountsAttempts, operation.ToString()));
    }

    [Fact]
    public async Task A_socket_s_address_has_the_same_errors()
    {
        var user = await Client.NewUserAsync();
        var path = $"/ws/sessions/{Guid.NewGuid()}";

        AssertEnvelope(await Client.GetAsync(path), 401, "AUTHENTICATION_REQUIRED", null);
        AssertEnvelope(await Client.GetAsync(path, user.AccessToken), 400, "VALIDATION_ERROR", null);
        AssertEnvelope(await Client.PostAsync(path, new { }, user.AccessToken), 405, "METHOD_NOT_ALLOWED", null);
        AssertEnvelope(await Client.GetAsync("/ws/sessions/no-id", user.AccessToken), 404, "NOT_FOUND", null);
    }

    [Theory]
    [InlineData("/api/v1/sessions/{0}/messages?limit=many", "limit")]
    [InlineData("/api/v1/sessions/{0}/messages?offset=-1", "offset")]
    [InlineData("/api/v1/experts?page=first", "page")]
    [InlineData("/api/v1/experts?limit=0", "limit")]
    [InlineData("/api/v1/experts?price_min=cheap", "price_min")]
    [InlineData("/api/v1/sessions/history?page=first", "page")]
    public async Task A_query_value_of_the_wrong_type_is_named(string path, string field)
    {
        var user = await Client.NewUserAsync();

        var answer = await Client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Guid.NewGuid()), user.AccessToken);

        AssertEnvelope(answer, 400, "VALIDATION_ERROR", null);
        Assert.Equal(field, answer.ErrorField);
    }

    private static void AssertEnvelope(Answer answer, int status, string code, Operation? operation)
    {
        Assert.True(answer.Status == status, $"{operation}: {answer}");
        Envelope.Assert(answer, code);
    }

    private Task<Answer> SendAsync(Operation operation, string path, string? body = null, string? type = null, SignedInUser? user = null) =>
        Client.SendRawAsync(new HttpMethod(operation.Method), path, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body), type, user?.AccessToken);

    private List<Operation> Operations() =>
    [
        .. Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Surface>()?.Name == "marketplace" && endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => Operation.Of(method, endpoint)) ?? []),
    ];

    [GeneratedRegex("""\{[^}:]+(:(?<kind>\w+))?[^}]*\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    private sealed record Operation(
        string Method, string Pattern, string Path, string Name, bool NeedsCaller, bool CountsAttempts, bool TakesJson, bool TakesForm, IReadOnlyList<string> Limits)
    {
        public static Operation Of(string method, RouteEndpoint endpoint)
        {
            var rule = AdmissionRule.For(endpoint);
            var pattern = endpoint.RoutePattern.RawText!;
            return new Operation(
                method,
                pattern,
                Parameter().Replace(pattern, match => match.Groups["kind"].Value == "int" ? "1" : Guid.NewGuid().ToString()),
                endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName ?? "",
                rule.NeedsCaller,
                rule.CountsAttempts,
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true,
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata>() is { RequiresValidation: false },
                rule.Limits);
        }

        public override string ToString() => $"{Method} {Pattern}";
    }
}
