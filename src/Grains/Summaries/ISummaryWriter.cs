namespace Grains.Summaries;

/// <summary>A language model that summarises, where one is configured.</summary>
internal interface ISummaryWriter
{
    /// <summary>Whether a model other than the built-in ones answers for a clone's response model; the built-in ones write no summaries.</summary>
    bool Writes(string model);

    /// <summary>Asks the model, and takes only an answer of the exact form that was asked for.</summary>
    /// <exception cref="Chat.Models.ModelFailedException">The model did not answer, or with something else.</exception>
    Task<SummaryContent> WriteAsync(string model, Guid sessionId, Transcript transcript, Extraction.SummaryWishes wishes, CancellationToken cancel);
}
