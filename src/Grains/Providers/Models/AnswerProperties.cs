namespace Grains.Providers.Models;

/// <summary>Names of what travels beside the messages between <see cref="ChatAnswerer"/> and the models in this process.</summary>
internal static class AnswerProperties
{
    /// <summary>In the options: the whole <see cref="Chat.Models.AnswerRequest"/>.</summary>
    public const string Request = "grains.answer-request";

    /// <summary>In the last update: the indexes of the quoted passages.</summary>
    public const string UsedPassages = "grains.used-passages";

    /// <summary>In the last update: the indexes of the notes of memory that are quoted.</summary>
    public const string UsedMemory = "grains.used-memory";
}
