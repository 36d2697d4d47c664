namespace Grains.Limits;

/// <summary>The limits of the product; each is a setting <c>Limits:{name}:Permits</c> and <c>Limits:{name}:Window</c>.</summary>
public static class LimitNames
{
    /// <summary>All calls of a user: 1,000 an hour.</summary>
    public const string MarketplaceCalls = "marketplace.calls";

    /// <summary>Chat messages of a user, by whatever door: 60 a minute.</summary>
    public const string MarketplaceMessages = "marketplace.messages";

    /// <summary>Demo sessions that a user opens, which are free: 3 an hour.</summary>
    public const string MarketplaceDemos = "marketplace.demos";

    /// <summary>Uploaded files of a user: 10 an hour.</summary>
    public const string MarketplaceUploads = "marketplace.uploads";

    /// <summary>Cards that a user adds and payments that a user starts, so that nobody tries out stolen cards here: 30 an hour.</summary>
    public const string MarketplacePayments = "marketplace.payments";

    /// <summary>URLs that a user has read from the web: 20 an hour.</summary>
    public const string MarketplaceCrawls = "marketplace.crawls";

    /// <summary>Test questions that a creator asks their clones: 60 an hour.</summary>
    public const string MarketplaceRagTests = "marketplace.rag-tests";

    /// <summary>Sockets that a user may have open at once: 5.</summary>
    public const string MarketplaceSockets = "marketplace.sockets";

    /// <summary>Calls of one authentication endpoint for one account: 5 a minute.</summary>
    public const string MarketplaceSignIn = "marketplace.sign-in";

    /// <summary>Calls of all authentication endpoints from one address: 300 a minute.</summary>
    public const string AddressAttempts = "attempts.address";
}
