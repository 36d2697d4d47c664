using System.Collections.Immutable;
using System.Text.Json;
using Grains.Chat;
using Grains.Memory;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Endpoints;
using Commands = Grains.Memory;

namespace WebFront.Surfaces.Marketplace.Sessions;

/// <summary>POST /api/v1/sessions/{sessionId}/memory: has something of a session remembered for later ones. Storing it again changes nothing.</summary>
internal sealed class StoreMemory : IEndpoint
{
    private const string Goals = "goals";

    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/sessions/{sessionId:guid}/memory", HandleAsync);

    private static async Task<Results<Ok<SessionMemoryResponse>, Refused>> HandleAsync(
        Guid sessionId, Body<StoreMemoryRequest> body, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        var check = new Check();
        var points = check.List(body.Value.KeyPoints, "key_points", 50) ?? [];
        foreach (var point in points) check.Text(point, "key_points", 1, 1_000);
        var (preferences, goals) = Read(body.Value.UserPreferences, check);
        var context = check.OptionalText(body.Value.ImportantContext, "important_context", 2_000);
        if (check.Refusal is { } invalid) return new Refused(invalid);

        var session = await grains.ChatSession(sessionId).GetAsync(caller.UserId, cancel);
        if (session.IsRefused(out var refusal, out var view)) return new Refused(refusal);
        var remembered = new RememberedSession(sessionId, view.Snapshot.CloneId, view.Snapshot.Name, view.Snapshot.ExpertiseAreas);
        var command = new Commands.StoreMemory(
            caller.UserId, remembered, [.. points.OfType<string>()], preferences, goals, string.IsNullOrEmpty(context) ? null : context);
        var stored = await grains.UserMemory(caller.UserId).StoreAsync(command, cancel);
        return stored.ToOk(SessionMemoryResponse.From);
    }

    /// <summary>The goals are a list; every other preference is a text, a number or a truth value.</summary>
    private static (ImmutableDictionary<string, string> Preferences, ImmutableArray<string> Goals) Read(
        IReadOnlyDictionary<string, JsonElement>? given, Check check)
    {
        var preferences = ImmutableDictionary.CreateBuilder<string, string>();
        ImmutableArray<string> goals = [];
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            var field = $"user_preferences.{name}";
            if (name == Goals)
            {
                var isList = value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(goal => goal.ValueKind == JsonValueKind.String);
                check.That(isList, field, "A list of texts is required.");
                if (isList) goals = [.. value.EnumerateArray().Select(goal => check.Text(goal.GetString(), field, 1, 200))];
                continue;
            }

            switch (value.ValueKind)
            {
                case JsonValueKind.Null: break;
                case JsonValueKind.String: preferences[name] = check.Text(value.GetString(), field, 1, 200); break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False: preferences[name] = value.GetRawText(); break;
                default: check.That(false, field, "A text is required."); break;
            }
        }

        return (preferences.ToImmutable(), goals);
    }
}

internal sealed record StoreMemoryRequest(
    IReadOnlyList<string?>? KeyPoints, IReadOnlyDictionary<string, JsonElement>? UserPreferences, string? ImportantContext);
