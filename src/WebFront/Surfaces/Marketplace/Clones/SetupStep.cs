using Grains.Clones;

namespace WebFront.Surfaces.Marketplace.Clones;

/// <summary>Something that makes a clone ready.</summary>
internal sealed record SetupStep(string Step, bool Completed, string Description)
{
    public static IReadOnlyList<SetupStep> Of(CloneView clone, bool hasDocuments) =>
    [
        new("upload_documents", hasDocuments, "Upload your knowledge base documents"),
        new("configure_personality", clone.Personality.Length > 0, "Define your clone's personality and style"),
    ];
}
