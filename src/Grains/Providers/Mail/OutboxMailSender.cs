using System.Globalization;
using System.Text;
using Grains.Notifications;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Mail;

/// <summary>
/// Writes mails as files into the data folder, one folder an account: for development, and so that nothing is lost where no mail server is
/// set. A mail that is sent again takes the place of its first file.
/// </summary>
internal sealed class OutboxMailSender(string root, IOptions<MailOptions> options) : IMailSender, IMailOutbox
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
    private static readonly UTF8Encoding Utf8 = new(false);

    public string Folder => root;

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var folder = FolderOf(mail.UserId);
        var place = Path.Combine(folder, $"{mail.Id}.eml");
        var temporary = Path.Combine(folder, $"{mail.Id}.tmp");
        try
        {
            CreateFolder(folder);
            DropOld(folder, mail.At);
            await using (var file = new FileStream(temporary, Mode()))
            {
                await file.WriteAsync(Utf8.GetBytes(Print(mail)), cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, place, overwrite: true);
            File.SetLastWriteTimeUtc(place, mail.At.UtcDateTime);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailFailedException("the outbox cannot be written");
        }
    }

    public async Task<IReadOnlyList<OutboxMail>> ListAsync(int limit, CancellationToken cancel)
    {
        if (!Directory.Exists(root)) return [];
        var newest = new DirectoryInfo(root).EnumerateFiles("*.eml", SearchOption.AllDirectories)
            .OrderByDescending(static file => file.LastWriteTimeUtc).ThenBy(static file => file.Name, StringComparer.Ordinal)
            .Take(limit);
        var mails = new List<OutboxMail>();
        foreach (var file in newest) mails.Add(Parse(await File.ReadAllTextAsync(file.FullName, cancel)));
        return mails;
    }

    /// <summary>Removes what was sent to an account.</summary>
    /// <returns>How many mails.</returns>
    public int Remove(Guid userId)
    {
        var folder = FolderOf(userId);
        if (!Directory.Exists(folder)) return 0;
        var count = Directory.EnumerateFiles(folder, "*.eml").Count();
        Directory.Delete(folder, recursive: true);
        return count;
    }

    private static FileStreamOptions Mode()
    {
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return open;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void DropOld(string folder, DateTimeOffset now)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (now - file.LastWriteTimeUtc > KeptFor) file.Delete();
        }
    }

    private static OutboxMail Parse(string text)
    {
        var border = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = text[..border].Split("\r\n")
            .Select(static line => line.Split(": ", 2))
            .ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return new OutboxMail(
            headers["To"],
            headers["Subject"],
            DateTimeOffset.ParseExact(headers["Date"], "r", CultureInfo.InvariantCulture),
            text[(border + 4)..].ReplaceLineEndings("\n").TrimEnd());
    }

    private string FolderOf(Guid userId) => Path.Combine(root, userId.ToString("N"));

    /// <summary>As RFC 5322 has it, with headers in UTF-8 as RFC 6532 allows.</summary>
    private string Print(OutgoingMail mail) => string.Join("\r\n",
    [
        $"From: {options.Value.From}",
        $"To: {mail.To}",
        $"Subject: {mail.Subject}",
        $"Date: {mail.At.UtcDateTime.ToString("r", CultureInfo.InvariantCulture)}",
        $"Message-ID: {MessageIds.Of(mail, options.Value.From)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        mail.Text.ReplaceLineEndings("\r\n"),
        "",
    ]);
}
