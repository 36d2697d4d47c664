using System.Security.Cryptography;
using Grains.Accounts;
using Grains.Clones;
using Grains.Knowledge;
using Grains.Outcomes;
using Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Seed;

/// <summary>Makes the demo at the first start. Each step can be repeated, so a start that was cut off is finished by the next one.</summary>
internal sealed partial class DemoGrain(
    IGrainFactory grains, IBlobStore blobs, IDocumentUploads uploads, IOptions<SeedOptions> options, ILogger<DemoGrain> logger)
    : Grain, IDemoGrain
{
    private const string UserEmail = "demo@grains.example";
    private const string CreatorEmail = "creator@grains.example";
    private const string HandbookKey = "seed-handbook-1";

    // Without letters and digits that are mistaken for one another; 16 of 31 are 79 bits.
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 16;
    private const long HandbookLimit = 16 << 20;

    public async Task<DemoView?> MakeAsync(CancellationToken cancel) => options.Value.Demo ? await EnsureAsync(cancel) : null;

    private async Task<DemoView> EnsureAsync(CancellationToken cancel)
    {
        var record = await DemoRecord.LoadAsync(blobs, cancel);
        if (record is null)
        {
            record = new DemoRecord(RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength), Done: false);
            await record.SaveAsync(blobs, cancel);
        }

        if (!record.Done)
        {
            await EnsureAccountAsync(UserEmail, "Demo User", Role.User, record.Password, cancel);
            var creator = await EnsureAccountAsync(CreatorEmail, "Demo Creator", Role.Creator, record.Password, cancel);
            await EnsureCloneAsync(creator, cancel);
            await (record with { Done = true }).SaveAsync(blobs, cancel);
            LogMade(DemoClone.Id);
        }

        // So that the first person who asks waits neither for the index nor for the compiler.
        await grains.Retriever(DemoClone.Id).SearchAsync(new SearchKnowledge("When should I inspect a hive?", 4, 0), cancel);
        return new DemoView(DemoClone.Id, DemoClone.Name, UserEmail, CreatorEmail, record.Password);
    }

    private async Task<Guid> EnsureAccountAsync(string email, string name, Role role, string password, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(email, out var address))
            throw new InvalidOperationException("The demo's address is none.");

        var account = grains.Email(address);
        var made = await account.SignUpAsync(new SignUp(address, password, name, role), cancel);
        return made.Value is { } view
            ? view.UserId
            : Must(await account.LogInAsync(new LogIn(password), cancel)).Account.UserId;
    }

    private async Task EnsureCloneAsync(Guid creator, CancellationToken cancel)
    {
        var clone = grains.Clone(DemoClone.Id);
        Must(await clone.CreateAsync(new CreateClone(creator, DemoClone.Profile), cancel));

        await using var handbook = typeof(DemoGrain).Assembly.GetManifestResourceStream(DemoClone.HandbookResource)
            ?? throw new InvalidOperationException("The handbook is not in the program.");
        var file = Must(await uploads.SaveAsync(DemoClone.HandbookFile, handbook, HandbookLimit, cancel));
        var label = new DocumentLabel(DemoClone.HandbookTitle, "", "handbook", ["beekeeping", "beginners"]);
        Must(await grains.KnowledgeBase(DemoClone.Id).AddFileAsync(new AddFile(creator, label, file, HandbookKey), cancel));
        Must(await clone.PublishAsync(new PublishClone(creator), cancel));
    }

    private static T Must<T>(Outcome<T> outcome) =>
        outcome.IsRefused(out var refusal, out var value) ? throw new InvalidOperationException($"The demo was refused: {refusal.Code}.") : value;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The demo is there: clone {CloneId}.")]
    private partial void LogMade(Guid cloneId);
}
