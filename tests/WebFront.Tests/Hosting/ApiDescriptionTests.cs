using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grains.Chat;
using WebFront.Realtime;

namespace WebFront.Tests.Hosting;

/// <summary>
/// The OpenAPI document says of every operation what a client has to know. What the types do not say is in a file beside the endpoint,
/// <c>&lt;Operation&gt;.operation.json</c>.
/// </summary>
public sealed class ApiDescriptionTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_a_described_tag_and_says_who_may_call()
    {
        var document = await DocumentAsync();
        var tags = document.GetProperty("tags").EnumerateArray().ToDictionary(static tag => tag.GetProperty("name").GetString()!);

        var operations = OperationsOf(document).ToList();
        var wrong = operations.Where(one =>
            !one.Json.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 10 }
            || !one.Json.TryGetProperty("security", out _)
            || !one.Json.GetProperty("tags").EnumerateArray().All(tag => tags[tag.GetString()!].TryGetProperty("description", out _)));

        Assert.Empty(wrong.Select(static one => one.Id));
        Assert.Equal(operations.Count, operations.Select(static one => one.Id).Distinct().Count());
        Assert.InRange(operations.Count, 55, 1_000);
    }

    [Fact]
    public async Task Every_operation_shows_what_is_sent_and_answered()
    {
        var document = await DocumentAsync();

        var wrong =
            from one in OperationsOf(document)
            let body = one.Json.TryGetProperty("requestBody", out var request) ? ContentOf(request) : null
            let answer = one.Json.GetProperty("responses").EnumerateObject().First(static response => response.Name.StartsWith('2'))
            let answered = ContentOf(answer.Value)
            where body is { } sent && !sent.TryGetProperty("example", out _)
                || (answer.Name != "204" && answered is null && !answer.Value.TryGetProperty("content", out _))
                || answered is { } shown && !shown.TryGetProperty("example", out _)
            select one.Id;

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_operation_says_how_it_refuses()
    {
        var document = await DocumentAsync();

        var wrong = OperationsOf(document).Where(one =>
        {
            var statuses = one.Json.GetProperty("responses").EnumerateObject().Select(static response => response.Name).ToHashSet();
            var needsCaller = one.Json.GetProperty("security").GetArrayLength() > 0;
            var hasBody = one.Json.TryGetProperty("requestBody", out _);
            return !statuses.Any(static status => status.StartsWith('4')) || !statuses.Contains("503")
                || (needsCaller && !statuses.IsSupersetOf(["401", "429"])) || (hasBody && !statuses.IsSupersetOf(["400", "413", "415"]))
                || (one.Path.Contains('{', StringComparison.Ordinal) && !statuses.Contains("404"));
        });

        Assert.Empty(wrong.Select(static one => one.Id));
        var errors = document.GetProperty("components").GetProperty("responses").EnumerateObject().ToList();
        Assert.All(errors, static one => Assert.Equal(
            ["code", "message", "details", "timestamp", "request_id"],
            ContentOf(one.Value)!.Value.GetProperty("example").GetProperty("error").EnumerateObject().Select(static member => member.Name)));
    }

    [Fact]
    public async Task Every_value_of_a_query_that_an_endpoint_reads_is_described()
    {
        var document = await DocumentAsync();
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "src/WebFront/Surfaces/Marketplace"), "*.cs", SearchOption.AllDirectories)
            .ToDictionary(static file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        var wrong =
            from one in OperationsOf(document)
            let described = one.Json.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(static parameter => parameter.GetProperty("name").GetString()).ToHashSet()
                : []
            let read = Regex.Matches(sources[one.Id], @"(?:query\.(?!Refuse)\w+\(|\(query,)\s*""([\w.-]+)""").Select(static match => match.Groups[1].Value)
                .Concat(sources[one.Id].Contains("query.Page(", StringComparison.Ordinal) ? ["page", "limit"] : [])
                .Concat(sources[one.Id].Contains("IdempotencyKey.Of(", StringComparison.Ordinal) ? ["Idempotency-Key"] : [])
            from name in read
            where !described.Contains(name)
            select $"{one.Id}: {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_member_has_a_type_and_a_name_in_snake_case_and_every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        string[] kinds = ["type", "$ref", "oneOf", "allOf", "anyOf"];

        var wrong =
            from schema in schemas.EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where !Regex.IsMatch(member.Name, "^[a-z][a-z0-9_]*$") || !kinds.Any(kind => member.Value.TryGetProperty(kind, out _))
            select $"{schema.Name}.{member.Name}";
        var lost = Regex.Matches(document.GetRawText(), @"""#/components/(\w+)/(\w+)""").DistinctBy(static match => match.Value)
            .Where(match => !document.GetProperty("components").GetProperty(match.Groups[1].Value).TryGetProperty(match.Groups[2].Value, out _))
            .Select(static match => match.Value);

        Assert.Empty(wrong);
        Assert.Empty(lost);
        Assert.All(OperationsOf(document), static one => Assert.DoesNotMatch("[A-Z]", one.Path));
    }

    [Fact]
    public async Task Every_example_has_the_members_that_its_schema_asks_for()
    {
        var document = await DocumentAsync();

        var wrong =
            from one in OperationsOf(document)
            from content in one.Json.GetProperty("responses").EnumerateObject().Where(static response => response.Name.StartsWith('2')).Select(static response => ContentOf(response.Value))
                .Append(one.Json.TryGetProperty("requestBody", out var request) ? ContentOf(request) : null)
            where content is { } shown && shown.TryGetProperty("example", out _)
            from fault in FaultsOf(content!.Value.GetProperty("schema"), content.Value.GetProperty("example"), document, one.Id)
            select fault;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_file_of_notes_belongs_to_an_endpoint()
    {
        var strays = Directory.EnumerateFiles(Path.Combine(Root(), "src/WebFront/Surfaces"), "*.operation.json", SearchOption.AllDirectories)
            .Where(static notes => !File.Exists(notes.Replace(".operation.json", ".cs", StringComparison.Ordinal)));

        Assert.Empty(strays);
    }

    [Fact]
    public async Task Members_of_few_words_say_which()
    {
        var document = await DocumentAsync();

        string[] WordsOf(string schema, string member) => [.. document.GetProperty("components").GetProperty("schemas").GetProperty(schema)
            .GetProperty("properties").GetProperty(member).GetProperty("enum").EnumerateArray().Select(static word => word.GetString() ?? "null")];

        Assert.Equal(Enum.GetValues<SessionStatus>().Select(SessionNames.Of), WordsOf("SessionResponse", "status"));
        Assert.Equal(Enum.GetValues<SessionType>().Select(SessionNames.Of), WordsOf("SessionResponse", "session_type"));
        Assert.Equal(["chat", "voice", "video", "null"], WordsOf("CreateSessionRequest", "session_type"));
        Assert.Equal(["processing", "completed", "failed"], WordsOf("DocumentResponse", "processing_status"));
        Assert.Equal(["draft", "published", "unpublished"], WordsOf("CloneResponse", "status"));
        Assert.Equal(["brief", "detailed", "action_items"], WordsOf("SummaryResponse", "summary_type"));
        Assert.Equal(["not_set", "within_limit", "near_limit", "over_limit"], WordsOf("BudgetResponse", "budget_status"));
    }

    [Fact]
    public async Task No_example_holds_what_stands_for_something_else()
    {
        var document = await DocumentAsync();
        string[] stopgaps = ["text", "string", "uuid", "Done", "step", "...", "name", "value"];

        var wrong =
            from one in OperationsOf(document)
            from content in one.Json.GetProperty("responses").EnumerateObject().Select(static response => ContentOf(response.Value))
                .Append(one.Json.TryGetProperty("requestBody", out var request) ? ContentOf(request) : null)
            where content is { } shown && shown.TryGetProperty("example", out _)
            from member in TextsOf(content!.Value.GetProperty("example"), "")
            where stopgaps.Contains(member.Text) && member is not { Name: "message_type", Text: "text" }
            select $"{one.Id}.{member.Name}: {member.Text}";

        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Name, string Text)> TextsOf(JsonElement example, string name) => example.ValueKind switch
    {
        JsonValueKind.Object => example.EnumerateObject().SelectMany(static member => TextsOf(member.Value, member.Name)),
        JsonValueKind.Array => example.EnumerateArray().SelectMany(one => TextsOf(one, name)),
        JsonValueKind.String => [(name, example.GetString()!)],
        _ => [],
    };

    /// <summary>A small part of JSON Schema, enough to see that an example has fallen behind its type.</summary>
    private static IEnumerable<string> FaultsOf(JsonElement schema, JsonElement example, JsonElement document, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, static (json, name) => json.GetProperty(name));
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var fault in all.EnumerateArray().SelectMany(part => FaultsOf(part, example, document, at))) yield return fault;
        if (schema.TryGetProperty("oneOf", out var some) && example.ValueKind != JsonValueKind.Null)
            foreach (var fault in FaultsOf(some.EnumerateArray().Last(), example, document, at)) yield return fault;
        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Contains(KindOf(example))) yield return $"{at}: {KindOf(example)}";
        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(word => word.GetRawText() != example.GetRawText()))
            yield return $"{at}: {example.GetRawText()} is none of its words";
        if (schema.TryGetProperty("required", out var required) && example.ValueKind == JsonValueKind.Object)
            foreach (var name in required.EnumerateArray().Where(name => !example.TryGetProperty(name.GetString()!, out _))) yield return $"{at}.{name}: missing";
        if (schema.TryGetProperty("properties", out var members) && example.ValueKind == JsonValueKind.Object)
            foreach (var member in members.EnumerateObject())
                if (example.TryGetProperty(member.Name, out var value))
                    foreach (var fault in FaultsOf(member.Value, value, document, $"{at}.{member.Name}")) yield return fault;
        if (schema.TryGetProperty("items", out var item) && example.ValueKind == JsonValueKind.Array)
            foreach (var fault in example.EnumerateArray().SelectMany(one => FaultsOf(item, one, document, at))) yield return fault;
    }

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1)).Select(static one => one.GetString() == "integer" ? "number" : one.GetString()!);

    private static string KindOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static JsonElement? ContentOf(JsonElement message) =>
        message.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) ? json : null;

    private static IEnumerable<(string Id, string Path, JsonElement Json)> OperationsOf(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where Methods.Contains(operation.Name)
        select (operation.Value.GetProperty("operationId").GetString()!, path.Name, operation.Value);

    private async Task<JsonElement> DocumentAsync() => (await product.Client.GetAsync("/openapi/marketplace.json")).Json;

    private static string Root()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        while (!File.Exists(Path.Combine(folder, "Grains.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
