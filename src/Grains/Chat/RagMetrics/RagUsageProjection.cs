using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Chat.RagMetrics;

/// <summary>The read model's retrieval: what each session's turns were given and quoted, and how often each document of a clone was cited.</summary>
internal sealed class RagUsageProjection : ICatchUpProjection
{
    private const string Insert = "INSERT INTO rag_sessions (session_id, clone_id, queries, retrievals, cited, answered, answer_ticks, used, given) VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0)";

    private const string Update = """
        UPDATE rag_sessions SET
            queries = queries + ?, retrievals = retrievals + ?, cited = cited + ?, answered = answered + ?, answer_ticks = answer_ticks + ?,
            used = used + ?, given = given + ?
        WHERE session_id = ?
        """;

    private const string Cite = """
        INSERT INTO rag_citations (clone_id, document_id, citations)
        SELECT clone_id, ?, ? FROM rag_sessions WHERE session_id = ?
        ON CONFLICT (clone_id, document_id) DO UPDATE SET citations = rag_citations.citations + excluded.citations
        """;

    public string Name => "rag_usage";

    public int Version => 1;

    public IReadOnlyList<string> Types { get; } = [SessionEventCodec.Started, SessionEventCodec.Completed];

    public void Reset(IReadModelWriter rows) => rows.Define("""
        DROP TABLE IF EXISTS rag_sessions;
        CREATE TABLE rag_sessions (
            session_id TEXT NOT NULL UNIQUE,
            clone_id TEXT NOT NULL,
            queries INTEGER NOT NULL,
            retrievals INTEGER NOT NULL,
            cited INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            answer_ticks INTEGER NOT NULL,
            used INTEGER NOT NULL,
            given INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX rag_sessions_clone ON rag_sessions (clone_id);

        DROP TABLE IF EXISTS rag_citations;
        CREATE TABLE rag_citations (
            clone_id TEXT NOT NULL,
            document_id TEXT NOT NULL,
            citations INTEGER NOT NULL,
            PRIMARY KEY (clone_id, document_id)
        ) STRICT, WITHOUT ROWID;
        """);

    public void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch)
    {
        foreach (var stream in batch.GroupBy(static logged => logged.Stream, StringComparer.Ordinal))
        {
            var sessionId = ChatSessionAddress.Parse(stream.Key);
            var turns = new RagTurns();
            foreach (var happened in stream.Select(SessionEventCodec.Decode))
            {
                if (happened is ChatSessionStarted started) rows.Execute(Insert, sessionId, started.Snapshot.CloneId);
                else if (happened is AnswerCompleted completed) turns.Add(completed);
            }

            if (turns.Queries == 0) continue;
            rows.Execute(
                Update, turns.Queries, turns.Retrievals, turns.Cited, turns.Answered, turns.AnswerTime.Ticks, turns.Used, turns.Given, sessionId);
            foreach (var (document, citations) in turns.Citations) rows.Execute(Cite, document, citations, sessionId);
        }
    }
}
