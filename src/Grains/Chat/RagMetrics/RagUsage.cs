using Grains.Storage;

namespace Grains.Chat.RagMetrics;

/// <summary>Reads what <see cref="RagUsageProjection"/> keeps, with the sessions' ratings, and makes figures of it.</summary>
internal sealed class RagUsage(IDatabase database)
{
    /// <summary>The citations of a session that was rated with this or less are not counted as right.</summary>
    private const int PoorRating = 2;

    private const string Totals = """
        SELECT
            CAST(coalesce(sum(r.queries), 0) AS BIGINT),
            CAST(coalesce(sum(r.retrievals), 0) AS BIGINT),
            CAST(coalesce(sum(CASE WHEN l.rating <= ? THEN 0 ELSE r.cited END), 0) AS BIGINT),
            CAST(coalesce(sum(r.answered), 0) AS BIGINT),
            CAST(coalesce(sum(r.answer_ticks), 0) AS BIGINT),
            CAST(coalesce(sum(r.used), 0) AS BIGINT),
            CAST(coalesce(sum(r.given), 0) AS BIGINT),
            CAST(coalesce(sum(l.rating), 0) AS BIGINT),
            count(l.rating)
        FROM rag_sessions r LEFT JOIN session_listing l ON l.session_id = r.session_id
        WHERE r.clone_id = ?
        """;

    public Task<RagMetricsView> MeasureAsync(Guid cloneId, CancellationToken cancel) => database.ReadAsync(
        async sql =>
        {
            var citations = await sql.QueryAsync("SELECT citations FROM rag_citations WHERE clone_id = ?", static row => row.Int64(0), cloneId);
            var diversity = DiversityOf(citations);
            return (await sql.FirstAsync(
                Totals,
                row => new RagMetricsView(
                    row.Int64(0),
                    row.Int64(1),
                    Ratio(row.Int64(2), row.Int64(1)),
                    Ratio(row.Int64(4), row.Int64(3)) / TimeSpan.TicksPerMillisecond,
                    Ratio(row.Int64(5), row.Int64(6)),
                    diversity,
                    Ratio(row.Int64(7), row.Int64(8))),
                PoorRating,
                cloneId))!;
        },
        cancel);

    /// <summary>Simpson's index: how likely two citations, drawn at random, are of different documents.</summary>
    public static double DiversityOf(IReadOnlyCollection<long> citations)
    {
        var all = (double)citations.Sum();
        return all == 0 ? 0 : 1 - citations.Sum(count => count / all * (count / all));
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
