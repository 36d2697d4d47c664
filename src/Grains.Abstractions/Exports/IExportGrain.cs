using Grains.Outcomes;
using Orleans.Concurrency;

namespace Grains.Exports;

/// <summary>One exported file: made once, downloaded by its owner until it expires.</summary>
[Alias("exports.export")]
public interface IExportGrain : IGrainWithStringKey
{
    /// <summary>Repeating it answers the export that there is.</summary>
    [Alias("make"), ResponseTimeout("00:03:00"), Repeatable]
    Task<Outcome<ExportView>> MakeAsync(MakeExport command, CancellationToken cancel);

    /// <summary>Not-found for somebody else's and for one that has expired.</summary>
    [Alias("get"), ReadOnly, Repeatable]
    Task<Outcome<ExportView>> GetAsync(Guid userId, CancellationToken cancel);

    /// <summary>Removes the file, where it has expired or its owner is to be forgotten. Answers whether there was one.</summary>
    /// <param name="ownerToForget">Null where only an expired one is to be removed.</param>
    [Alias("remove"), Repeatable]
    Task<bool> RemoveAsync(Guid? ownerToForget, CancellationToken cancel);
}
