namespace Grains.Chat;

/// <summary>Figures over all sessions of a clone; each is 0 while there is nothing to measure. docs/retrieval.md has the formulas.</summary>
/// <param name="Queries">Messages whose turn has ended.</param>
/// <param name="Retrievals">Those for which at least one passage reached the threshold.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="AverageResponseMs">Of the turns that have an answer.</param>
/// <param name="ContextUtilization">0 to 1.</param>
/// <param name="SourceDiversity">0 to below 1.</param>
/// <param name="UserSatisfaction">1 to 5; 0 without a rating.</param>
[GenerateSerializer, Immutable, Alias("chat.rag-metrics-view")]
public sealed record RagMetricsView(
    [property: Id(0)] long Queries,
    [property: Id(1)] long Retrievals,
    [property: Id(2)] double Accuracy,
    [property: Id(3)] double AverageResponseMs,
    [property: Id(4)] double ContextUtilization,
    [property: Id(5)] double SourceDiversity,
    [property: Id(6)] double UserSatisfaction);
