using Grains.Clones;
using Grains.Knowledge;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>Something that makes a clone ready. The first two are the document's; the order is the one to go in.</summary>
internal sealed record SetupStep(string Step, bool Completed, string Description)
{
    public static IReadOnlyList<SetupStep> Of(CloneView clone, bool hasDocuments) =>
    [
        new("upload_documents", hasDocuments, "Upload your knowledge base documents"),
        new("configure_personality", clone.Personality.Length > 0, "Define your clone's personality and style"),
        new("complete_profile", IsProfileComplete(clone), "Describe your clone: description, biography, expertise areas and languages"),
        new("set_availability", clone.Availability is not null, "Set the hours in which your clone takes sessions; until then it always does"),
        new("publish", clone.Status == CloneStatus.Published, "Publish your clone so that everybody can find it"),
    ];

    /// <summary>The steps of a clone that may have documents.</summary>
    public static async Task<IReadOnlyList<SetupStep>> OfAsync(CloneView clone, IGrainFactory grains, CancellationToken cancel)
    {
        var knowledge = await grains.KnowledgeBase(clone.CloneId).GetStatsAsync(clone.OwnerId, cancel);
        return Of(clone, knowledge.Value is { TotalDocuments: > 0 });
    }

    private static bool IsProfileComplete(CloneView clone) =>
        clone is { Description.Length: > 0, Bio.Length: > 0, ExpertiseAreas.IsDefaultOrEmpty: false, Languages.IsDefaultOrEmpty: false };
}
