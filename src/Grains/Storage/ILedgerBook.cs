namespace Grains.Storage;

/// <summary>What is in the book, as the transaction that plans postings sees it.</summary>
internal interface ILedgerBook
{
    /// <summary>What was posted under an operation id; null where nothing was.</summary>
    PostingContent? FindContent(string operationId);

    /// <summary>The account as it is, for the caller to move; a blank one where there is none.</summary>
    AccountRow FindAccount(string name);
}
