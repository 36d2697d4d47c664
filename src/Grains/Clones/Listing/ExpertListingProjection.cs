using Grains.Chat;
using Grains.Storage;
using Grains.Storage.CatchUp;

namespace Grains.Clones.Listing;

/// <summary>
/// What experts are found, filtered and ordered by: a narrow row each with the totals of its sessions and ratings, indexed for every
/// order, a full-text index over those that are published, and the sessions that may be rated. A demo counts as nothing; a creator's
/// session with a clone of their own counts as a session, but they do not rate it.
/// </summary>
internal sealed class ExpertListingProjection : ICatchUpProjection
{
    private const string Save = """
        INSERT INTO expert_listing (clone_id, owner_id, published, category_id, category, hourly_micros, sessions, ratings, stars, rating, score)
        VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)
        ON CONFLICT (clone_id) DO UPDATE SET
            published = excluded.published, category_id = excluded.category_id, category = excluded.category, hourly_micros = excluded.hourly_micros
        """;

    private const string AddArea = "INSERT INTO expert_areas (area, clone_id) VALUES (?, ?)";

    private const string AddSession = "INSERT INTO expert_sessions (session_id, clone_id, user_id, at, named) VALUES (?, ?, ?, ?, 0)";

    private const string CountSessions = "UPDATE expert_listing SET sessions = sessions + ? WHERE clone_id = ?";

    private const string CountRating = """
        UPDATE expert_listing SET
            stars = stars + ? - (SELECT coalesce(s.rating, 0) FROM expert_sessions s WHERE s.session_id = ?),
            ratings = ratings + (SELECT CASE WHEN s.rating IS NULL THEN 1 ELSE 0 END FROM expert_sessions s WHERE s.session_id = ?)
        WHERE clone_id = (SELECT s.clone_id FROM expert_sessions s WHERE s.session_id = ?)
        """;

    private const string Average = """
        UPDATE expert_listing SET rating = stars * 1.0 / ratings, score = (stars + ?) / (ratings + ?)
        WHERE ratings > 0 AND clone_id = (SELECT s.clone_id FROM expert_sessions s WHERE s.session_id = ?)
        """;

    private const string Rate = "UPDATE expert_sessions SET rating = ?, comment = ?, rated_at = ?, named = ? WHERE session_id = ?";

    private const string Forget = "UPDATE expert_sessions SET user_id = '', named = 0 WHERE user_id = ?";

    /// <summary>A name counts most; a category, which says little, less than the expertise that the creator claims.</summary>
    public static SearchIndex Search { get; } = new(
        "expert_search",
        "SELECT id FROM expert_listing WHERE clone_id = ?",
        new SearchColumn("name", 10),
        new SearchColumn("description", 4),
        new SearchColumn("category", 3),
        new SearchColumn("expertise", 6),
        new SearchColumn("bio", 1));

    public string Name => "expert_listing";

    public int Version => 2;

    public IReadOnlyList<string> Types { get; } =
        [CloneLog.SavedEvent, SessionEventCodec.Started, SessionEventCodec.Rated, ReviewerLog.ForgottenEvent];

    public void Reset(IReadModelWriter rows)
    {
        rows.Define("""
            DROP TABLE IF EXISTS expert_listing;
            CREATE TABLE expert_listing (
                id INTEGER PRIMARY KEY,
                clone_id TEXT NOT NULL UNIQUE,
                owner_id TEXT NOT NULL,
                published INTEGER NOT NULL,
                category_id TEXT NOT NULL,
                category TEXT NOT NULL,
                hourly_micros INTEGER NOT NULL,
                sessions INTEGER NOT NULL,
                ratings INTEGER NOT NULL,
                stars INTEGER NOT NULL,
                rating REAL NOT NULL,
                score REAL NOT NULL
            ) STRICT;
            CREATE INDEX expert_listing_newest ON expert_listing (published, id);
            CREATE INDEX expert_listing_price ON expert_listing (published, hourly_micros, id);
            CREATE INDEX expert_listing_rating ON expert_listing (published, rating, ratings, id);
            CREATE INDEX expert_listing_popularity ON expert_listing (published, sessions, id);
            CREATE INDEX expert_listing_score ON expert_listing (published, score, sessions, id);
            CREATE INDEX expert_listing_category ON expert_listing (published, category_id, score, sessions, id);
            CREATE INDEX expert_listing_filters ON expert_listing (published, category_id, category, hourly_micros, rating);

            DROP TABLE IF EXISTS expert_areas;
            CREATE TABLE expert_areas (
                area TEXT NOT NULL,
                clone_id TEXT NOT NULL,
                PRIMARY KEY (area, clone_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX expert_areas_clone ON expert_areas (clone_id);

            DROP TABLE IF EXISTS expert_sessions;
            CREATE TABLE expert_sessions (
                session_id TEXT PRIMARY KEY,
                clone_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                at INTEGER NOT NULL,
                rating INTEGER,
                comment TEXT,
                rated_at INTEGER,
                named INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX expert_sessions_user ON expert_sessions (user_id, at);
            CREATE INDEX expert_sessions_review ON expert_sessions (clone_id, rated_at) WHERE comment IS NOT NULL;
            """);
        Search.Reset(rows);
    }

    /// <summary>Sessions are counted once a batch, so that a busy expert's row is written once; all of them have a clone before them.</summary>
    public void Apply(IReadModelWriter rows, IReadOnlyList<LoggedEvent> batch)
    {
        var begun = new Dictionary<Guid, int>();
        foreach (var logged in batch)
            switch (logged.Type)
            {
                case CloneLog.SavedEvent:
                    SaveClone(rows, CloneLog.Parse(logged.Data));
                    break;
                case ReviewerLog.ForgottenEvent:
                    rows.Execute(Forget, ReviewerLog.UserOf(logged.Stream));
                    break;
                default:
                    ApplySession(rows, logged, begun);
                    break;
            }

        foreach (var (cloneId, sessions) in begun) rows.Execute(CountSessions, sessions, cloneId);
    }

    /// <summary>How an expertise area is compared.</summary>
    public static string AreaKey(string area) => area.Trim().ToLowerInvariant();

    private static void SaveClone(IReadModelWriter rows, CloneState clone)
    {
        rows.Execute("DELETE FROM expert_areas WHERE clone_id = ?", clone.CloneId);
        if (clone.Deleted || clone.Status != CloneStatus.Published) Search.Remove(rows, clone.CloneId);
        if (clone.Deleted)
        {
            rows.Execute("DELETE FROM expert_listing WHERE clone_id = ?", clone.CloneId);
            return;
        }

        rows.Execute(
            Save,
            clone.CloneId, clone.OwnerId, clone.Status == CloneStatus.Published, CategoryCatalog.Id(clone.Category), clone.Category,
            clone.Pricing.HourlyMicros, ExpertScore.Unrated);
        if (clone.Status != CloneStatus.Published) return;
        foreach (var area in clone.ExpertiseAreas.Select(AreaKey).Distinct()) rows.Execute(AddArea, area, clone.CloneId);
        Search.Put(
            rows, clone.CloneId, clone.Name, clone.Description, clone.Category, string.Join('\n', clone.ExpertiseAreas), clone.Bio);
    }

    private static void ApplySession(IReadModelWriter rows, LoggedEvent logged, Dictionary<Guid, int> begun)
    {
        var session = ChatSessionAddress.Parse(logged.Stream);
        switch (SessionEventCodec.Decode(logged))
        {
            case ChatSessionStarted { DemoMode: false, Snapshot: var clone } started:
                begun[clone.CloneId] = begun.GetValueOrDefault(clone.CloneId) + 1;
                if (started.OwnerId != clone.OwnerId) rows.Execute(AddSession, session, clone.CloneId, started.OwnerId, started.At);
                break;
            case ChatSessionRated rated:
                rows.Execute(CountRating, rated.Rating, session, session, session);
                rows.Execute(Average, ExpertScore.PriorStars, ExpertScore.PriorRatings, session);
                rows.Execute(Rate, rated.Rating, string.IsNullOrWhiteSpace(rated.Comment) ? null : rated.Comment, rated.At, rated.ShowName, session);
                break;
        }
    }
}
