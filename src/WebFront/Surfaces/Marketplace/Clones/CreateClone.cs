using Grains.Clones;
using Microsoft.AspNetCore.Http.HttpResults;
using WebFront.Description;
using WebFront.Endpoints;
using Commands = Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>POST /api/v1/clones: a new clone, a draft that only its owner sees.</summary>
internal sealed class CreateClone : IEndpoint
{
    public static RouteHandlerBuilder Map(RouteGroupBuilder api) => api.MapPost("/clones", HandleAsync);

    private static async Task<Results<Ok<CreateCloneResponse>, Refused>> HandleAsync(
        Body<CloneRequest> body, HttpRequest request, Caller caller, IGrainFactory grains, CancellationToken cancel)
    {
        if (body.Value.ToProfile().IsRefused(out var invalid, out var profile)) return new Refused(invalid);
        if (IdempotencyKey.Of(request).IsRefused(out var badKey, out var key)) return new Refused(badKey);

        var created = await grains.Clone(key.NewId(caller.UserId)).CreateAsync(new Commands.CreateClone(caller.UserId, profile), cancel);
        return created.ToOk(static clone => new CreateCloneResponse(clone.CloneId, CloneResponse.StatusOf(clone), SetupStep.Of(clone, false)));
    }
}

internal sealed record CreateCloneResponse(Guid CloneId, [property: WordsOf<CloneStatus>] string Status, IReadOnlyList<SetupStep> SetupSteps);
