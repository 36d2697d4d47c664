using System.Text;
using Grains.Accounts;
using Grains.Chat;
using Grains.Chat.Attachments;
using Grains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Chat;

public sealed class AttachmentErasureTests
{
    [Fact]
    public async Task A_users_files_and_their_content_go_and_nobody_elses_do()
    {
        await using var host = await ProductHost.StartAsync();
        var (user, other, session) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var uploads = host.Services.GetRequiredService<IAttachmentUploads>();
        async Task<Guid> UploadAsync(Guid owner)
        {
            var saved = (await uploads.SaveAsync(session, owner, "notes.txt", new MemoryStream(Encoding.UTF8.GetBytes("Some notes.")), default)).Value!;
            Assert.Equal(AttachmentText.Extracted, (await host.Grains.AttachmentReader().ReadAsync(saved.File.AttachmentId, default))!.Text);
            return saved.File.AttachmentId;
        }

        var (mine, theirs) = (await UploadAsync(user), await UploadAsync(other));
        await host.Services.GetRequiredService<IAttachmentStore>().ClaimAsync(session, user, [mine], Guid.NewGuid(), default);
        var eraser = host.Services.GetServices<IPersonalData>().Single(each => each.Kind == "attachments");

        Assert.Equal(new Erasure(1, 0), await eraser.EraseAsync(user, default));
        Assert.Equal(new Erasure(0, 0), await eraser.EraseAsync(user, default));

        Assert.Null(await uploads.ReadAsync(session, user, mine, default));
        Assert.NotNull(await uploads.ReadAsync(session, other, theirs, default));
        Assert.Null(await host.Services.GetRequiredService<Grains.Storage.IBlobStore>().GetAsync(AttachmentRecord.ContentBlobOf(mine), default));
        Assert.Null(await host.Services.GetRequiredService<Grains.Storage.IBlobStore>().GetAsync(AttachmentRecord.TextBlobOf(mine), default));
    }

    [Fact]
    public async Task A_claim_is_whole_repeatable_and_can_be_given_back()
    {
        await using var host = await ProductHost.StartAsync();
        var (user, session, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var uploads = host.Services.GetRequiredService<IAttachmentUploads>();
        var store = host.Services.GetRequiredService<IAttachmentStore>();
        async Task<Guid> UploadAsync() =>
            (await uploads.SaveAsync(session, user, "notes.txt", new MemoryStream(Encoding.UTF8.GetBytes("Some notes.")), default)).Value!.File.AttachmentId;
        var (a, b) = (await UploadAsync(), await UploadAsync());

        Assert.NotNull(await store.ClaimAsync(session, user, [a], first, default));
        Assert.NotNull(await store.ClaimAsync(session, user, [a], first, default));
        Assert.Null(await store.ClaimAsync(session, user, [b, a], second, default));
        await store.ReleaseAsync(first, default);

        Assert.Equal([b, a], (await store.ClaimAsync(session, user, [b, a], second, default))!.Value.Select(file => file.AttachmentId));
    }
}
