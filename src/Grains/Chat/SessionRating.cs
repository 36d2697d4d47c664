namespace Grains.Chat;

/// <summary>What a rating makes of the one before.</summary>
internal static class SessionRating
{
    /// <summary>The event to store; null where the session is rated like that already.</summary>
    public static ChatSessionRated? Change(ChatSessionState state, RateChatSession command)
    {
        var said = command.Comment?.Trim();
        var comment = said switch
        {
            null => state.RatingComment,
            "" => null,
            _ => said,
        };
        var named = command.ShowName ?? state.RatingShowsName;
        return state.Rating == command.Rating && state.RatingComment == comment && state.RatingShowsName == named
            ? null
            : new ChatSessionRated(command.Rating, comment) { ShowName = named };
    }
}
