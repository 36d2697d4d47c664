using System.Text;

namespace Grains.Chat;

/// <summary>
/// The answer that is being written. Watchers read it from where they are, so that a slow one gets more at once and nothing is
/// queued for anybody.
/// </summary>
internal sealed class LiveAnswer(OpenTurn turn, int storedTokens)
{
    private readonly StringBuilder text = new(turn.Stored);

    public OpenTurn Turn { get; set; } = turn;

    public int Length => text.Length;

    /// <summary>Characters that are stored already.</summary>
    public int StoredLength { get; set; } = turn.Stored.Length;

    /// <summary>Answer tokens so far, by the model's count.</summary>
    public int Tokens { get; private set; } = storedTokens;

    public int TokensAtLastPart { get; set; } = storedTokens;

    public bool HasStoredPart => StoredLength > 0;

    public string From(int offset) => text.ToString(offset, text.Length - offset);

    public void Append(string piece, int tokens)
    {
        text.Append(piece);
        Tokens += tokens;
    }

    public override string ToString() => text.ToString();
}
