using System.Globalization;
using Grains.Testing;

namespace Cluster.Tests;

/// <summary>One session of the load, and how far it is.</summary>
internal sealed class ChatClient(SignedInUser user, Guid sessionId)
{
    private volatile int sent;
    private volatile int answered;

    public SignedInUser User => user;

    public Guid SessionId => sessionId;

    /// <summary>The number of the message that was sent last.</summary>
    public int Sent => sent;

    /// <summary>The number of the message that was answered last.</summary>
    public int Answered => answered;

    /// <summary>The id of the next message.</summary>
    public string BeginMessage() => $"message-{(++sent).ToString(CultureInfo.InvariantCulture)}";

    public void EndMessage() => answered = sent;
}
