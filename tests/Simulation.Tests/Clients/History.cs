using Grains.Chat;
using Grains.Clones;
using Simulation.Tests.Engine;
using Simulation.Tests.Invariants;

namespace Simulation.Tests.Clients;

/// <summary>What clients asked for and what they were told: the model that storage is held against.</summary>
internal sealed class History(World world)
{
    private readonly List<Violation> violations = [];

    public List<UserHistory> Users { get; } = [];

    public List<SessionHistory> Sessions { get; } = [];

    public List<WatchHistory> Watches { get; } = [];

    public IReadOnlyList<Violation> Violations => violations;

    public void Violate(Invariant invariant, string what)
    {
        world.Say($"BROKEN {(int)invariant}: {what}");
        violations.Add(new Violation(invariant, what));
    }

    /// <summary>Notes a broken promise where a condition does not hold.</summary>
    public void Require(bool holds, Invariant invariant, Func<string> what)
    {
        if (!holds) Violate(invariant, what());
    }
}

/// <summary>One account.</summary>
internal sealed class UserHistory(Guid id, string name)
{
    public Guid Id => id;

    public string Name => name;

    /// <summary>Top-ups that were asked for, by operation id, and whether one was acknowledged.</summary>
    public Dictionary<string, (long Micros, bool Acknowledged)> TopUps { get; } = [];

    public List<SignInHistory> SignIns { get; } = [];

    public List<AdmissionHistory> Admissions { get; } = [];
}

/// <param name="Id">The sign-in's id, which is random: never in the trace.</param>
internal sealed record SignInHistory(string Id)
{
    public bool LogoutAsked { get; set; }

    /// <summary>Whether a logout was acknowledged while one silo alone was alive.</summary>
    public bool LoggedOut { get; set; }
}

/// <summary>A call that asked to be admitted.</summary>
/// <param name="Admitted">Null where the outcome is unknown.</param>
internal sealed record AdmissionHistory(Process Silo, TimeSpan From, TimeSpan Until, bool? Admitted);

/// <summary>One session.</summary>
internal sealed class SessionHistory(Guid id, UserHistory owner, StartChatSession command)
{
    public Guid Id => id;

    public string Name { get; } = $"session {id.ToString("N")[..6]}";

    public UserHistory Owner => owner;

    public StartChatSession Command => command;

    public CloneSnapshot Snapshot => command.Snapshot;

    public bool StartAcknowledged { get; set; }

    public bool EndAsked { get; set; }

    /// <summary>The final cost that was told first.</summary>
    public long? FinalMicros { get; set; }

    /// <summary>Ratings that were acknowledged.</summary>
    public HashSet<int> AcknowledgedRatings { get; } = [];

    public Dictionary<string, MessageHistory> Messages { get; } = [];

    public string Stream => ChatSessionAddress.KeyOf(id);
}

/// <summary>One client message id.</summary>
internal sealed class MessageHistory
{
    public HashSet<string> Texts { get; } = [];

    public string? AcknowledgedText { get; set; }

    public MessageReceipt? Receipt { get; set; }
}

/// <summary>What one watcher has seen over all its connections.</summary>
internal sealed class WatchHistory(SessionHistory session)
{
    public SessionHistory Session => session;

    /// <summary>Stored events, as they came.</summary>
    public List<SessionEvent> Stored { get; } = [];

    /// <summary>The number of the last stored event that it has.</summary>
    public long Last { get; set; }

    /// <summary>Numbers of parts that came as text.</summary>
    public HashSet<long> Parts { get; } = [];
}
