using System.Threading.Channels;
using Grains.Accounts;
using Grains.Notifications;
using Grains.Storage;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Grains.Tests.Notifications;

public sealed class MailQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_mail_that_its_process_did_not_finish_is_sent_by_the_next_one()
    {
        var folder = Directory.CreateTempSubdirectory("grains-test-").FullName;
        var stuck = new Postman { IsStuck = true };
        var first = await ProductHost.StartAsync(With(stuck), folder);
        var email = ProductClient.NewEmail();
        await first.Client.SignUpAsync(email);
        var unsent = await stuck.NextAsync();
        await first.StopAsync();

        var works = new Postman();
        var second = await ProductHost.StartAsync(With(works), folder);
        var sent = await works.NextAsync();
        await second.StopAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal((unsent.Id, email), (sent.Id, sent.To));
        Assert.NotEqual(unsent.Text, sent.Text);
    }

    [Fact]
    public async Task Before_a_mail_is_owed_nobody_looks_whether_the_address_has_an_account()
    {
        // Time stands still, so that what comes after the answer does not begin.
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var setup = With(new Postman());
        await using var host = await ProductHost.StartAsync(setup with
        {
            Clock = clock,
            Replace = services =>
            {
                setup.Replace!(services);
                services.AddKeyedSingleton<IGrainStorage>("grains", (provider, _) =>
                    new RecordingGrainStorage(new DatabaseGrainStorage(provider.GetRequiredService<IDatabase>())));
            },
        });
        var storage = (RecordingGrainStorage)host.Services.GetRequiredKeyedService<IGrainStorage>("grains");
        Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var known));
        await host.Grains.Email(known).SignUpAsync(new SignUp(known, ProductClient.Password, "John Doe", Role.User), default);
        var unknown = InTheSameQueue(known);
        foreach (var queue in host.Grains.MailQueues()) await queue.ResumeAsync(default);
        storage.Works.Clear();

        await host.Grains.MailQueue(known.ToKey()).OweAsync(new OweMail(known.ToKey(), TokenPurpose.ResetPassword), default);
        var ofKnown = storage.Works.ToArray();
        storage.Works.Clear();
        await host.Grains.MailQueue(unknown.ToKey()).OweAsync(new OweMail(unknown.ToKey(), TokenPurpose.ResetPassword), default);

        Assert.Equal(["write notifications.mail-queue"], ofKnown);
        Assert.Equal(ofKnown, storage.Works);
    }

    [Fact]
    public void An_account_keeps_so_many_unused_tokens_of_a_kind_and_none_that_expired()
    {
        var now = DateTimeOffset.UnixEpoch;
        var secrets = MailedSecrets.Add([], new MailedSecret(TokenPurpose.VerifyEmail, "v", now.AddHours(2)), now);
        for (var number = 0; number < 7; number++)
            secrets = MailedSecrets.Add(secrets, new MailedSecret(TokenPurpose.ResetPassword, $"{number}", now.AddHours(1)), now);

        var later = MailedSecrets.Add(secrets, new MailedSecret(TokenPurpose.ResetPassword, "new", now.AddHours(3)), now.AddHours(1));

        Assert.Equal(["v", "2", "3", "4", "5", "6"], secrets.Select(secret => secret.Hash));
        Assert.Equal(["v", "new"], later.Select(secret => secret.Hash));
    }

    private static EmailAddress InTheSameQueue(EmailAddress other)
    {
        while (true)
        {
            Assert.True(EmailAddress.TryParse(ProductClient.NewEmail(), out var address));
            if (address.ToKey()[^1] == other.ToKey()[^1]) return address;
        }
    }

    private static ProductSetup With(Postman postman) => new() { Replace = services => services.AddSingleton<IMailSender>(postman) };

    private sealed class Postman : IMailSender
    {
        private readonly Channel<OutgoingMail> mails = Channel.CreateUnbounded<OutgoingMail>();

        /// <summary>Whether it takes a mail and never says that it has.</summary>
        public bool IsStuck { get; init; }

        public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            mails.Writer.TryWrite(mail);
            if (IsStuck) await Task.Delay(Timeout.Infinite, cancel);
        }

        public async Task<OutgoingMail> NextAsync() => await mails.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }
}
