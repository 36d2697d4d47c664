using Grains.Outcomes;

namespace Grains.Exports;

/// <summary>The expected noes of exports.</summary>
internal static class ExportRefusals
{
    /// <summary>The same for one of somebody else, one that never was and one that has expired.</summary>
    public static Refusal NotFound { get; } =
        new(RefusalKind.NotFound, "exports.not_found", "There is no such export, or it has expired; make a new one.");

    public static Refusal Nothing { get; } =
        Refusal.Invalid("exports.invalid", "include_transcript", "A summary or a transcript has to be included.");

    public static Refusal TooMany(int most) =>
        new(RefusalKind.Conflict, "exports.too_many", $"There are {most} exports that have not expired yet; wait until some have.");
}
