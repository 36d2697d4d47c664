namespace Load.Product;

/// <summary>A session with its owner's token, and how many of its turns were answered.</summary>
internal sealed class Guest(string token, Guid session)
{
    public string Token => token;

    public Guid Session => session;

    public long Answered { get; set; }
}
