using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Grains.Egress;
using Microsoft.AspNetCore.Http;

namespace Grains.Tests.Egress;

public sealed class OutboundDoorTests
{
    [Fact]
    public async Task A_public_page_is_read()
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync($"hello from {context.Request.Host}"));

        var answer = (await fixture.GetAsync("http://shop.example/")).Value!;

        Assert.Equal((200, "hello from shop.example"), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Equal(["93.184.215.14:80"], fixture.Web.Connections);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://0/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.8/")]
    public async Task An_inside_address_is_refused_in_every_spelling(string url)
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync("secret"));

        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync(url)).Refusal);
        Assert.Empty(fixture.Web.Connections);
    }

    [Theory]
    [InlineData("ftp://shop.example/", "egress.bad_url")]
    [InlineData("file:///etc/passwd", "egress.bad_url")]
    [InlineData("gopher://shop.example/", "egress.bad_url")]
    [InlineData("http://user:pass@shop.example/", "egress.credentials")]
    [InlineData("http://user@shop.example/", "egress.credentials")]
    [InlineData("http://shop.example:22/", "egress.port_not_allowed")]
    [InlineData("http://shop.example:8080/", "egress.port_not_allowed")]
    public async Task A_url_that_is_not_for_the_public_web_is_refused(string url, string code)
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync("secret"));

        Assert.Equal(code, (await fixture.GetAsync(url)).Refusal?.Code);
        Assert.Equal(code, fixture.Door.Check(new Uri(url))?.Code);
        Assert.Empty(fixture.Web.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.215.14", "10.0.0.1")]
    [InlineData("fd00::1")]
    public async Task A_name_with_an_inside_address_is_refused(params string[] addresses)
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync("secret"));
        fixture.Web.Name("inside.example", addresses);

        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync("http://inside.example/")).Refusal);
        Assert.Equal(EgressRefusals.AddressNotPublic, await fixture.Door.CheckHostAsync(new Uri("http://inside.example/"), CancellationToken.None));
        Assert.Empty(fixture.Web.Connections);
    }

    [Fact]
    public async Task A_name_that_turns_inside_after_its_check_is_refused()
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync("secret"));
        fixture.Web.Name("rebinding.example", "93.184.215.14");
        Assert.Null(await fixture.Door.CheckHostAsync(new Uri("http://rebinding.example/"), CancellationToken.None));

        fixture.Web.Name("rebinding.example", "127.0.0.1");

        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync("http://rebinding.example/")).Refusal);
        Assert.Empty(fixture.Web.Connections);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_unknown()
    {
        await using var fixture = await DoorFixture.StartAsync(static context => context.Response.WriteAsync(""));
        fixture.Web.Name("nowhere.example");

        Assert.Equal(EgressRefusals.UnknownHost, (await fixture.GetAsync("http://nowhere.example/")).Refusal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/admin", "egress.address_not_public")]
    [InlineData("//169.254.169.254/latest", "egress.address_not_public")]
    [InlineData("http://inside.example/", "egress.address_not_public")]
    [InlineData("file:///etc/passwd", "egress.bad_url")]
    [InlineData("http://user:pass@shop.example/", "egress.credentials")]
    [InlineData("http://shop.example:6379/", "egress.port_not_allowed")]
    public async Task A_redirect_is_checked_like_the_first_url(string location, string code)
    {
        var asked = new ConcurrentQueue<string>();
        await using var fixture = await DoorFixture.StartAsync(context =>
        {
            asked.Enqueue(context.Request.Host + context.Request.Path);
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        fixture.Web.Name("inside.example", "192.168.0.1");

        Assert.Equal(code, (await fixture.GetAsync("http://shop.example/")).Refusal?.Code);
        Assert.Equal(["shop.example/"], asked);
    }

    [Fact]
    public async Task Redirects_come_to_an_end()
    {
        var calls = 0;
        await using var fixture = await DoorFixture.StartAsync(context =>
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = $"/{Interlocked.Increment(ref calls)}";
            return Task.CompletedTask;
        });

        Assert.Equal(EgressRefusals.TooManyRedirects, (await fixture.GetAsync("http://shop.example/", redirects: 3)).Refusal);
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task Without_leave_to_follow_the_redirect_is_the_answer()
    {
        await using var fixture = await DoorFixture.StartAsync(static context =>
        {
            context.Response.StatusCode = 308;
            context.Response.Headers.Location = "/new";
            return Task.CompletedTask;
        });

        var answer = (await fixture.GetAsync("http://shop.example/old", redirects: 0)).Value!;

        Assert.Equal((308, "http://shop.example/new"), (answer.Status, answer.Location?.AbsoluteUri));
    }

    [Fact]
    public async Task A_header_for_one_origin_does_not_reach_another()
    {
        var secrets = new ConcurrentDictionary<string, string>();
        await using var fixture = await DoorFixture.StartAsync(context =>
        {
            secrets[context.Request.Host + context.Request.Path] = context.Request.Headers["X-Secret"].ToString();
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = context.Request.Path == "/" ? "/same" : "http://other.example/";
            return Task.CompletedTask;
        });
        var request = new OutboundRequest(HttpMethod.Get, new Uri("http://shop.example/"), TimeSpan.FromSeconds(10), 100)
        {
            MaxRedirects = 2,
            Headers = [KeyValuePair.Create("X-Secret", "key")],
        };

        await fixture.Door.SendAsync(request, CancellationToken.None);

        Assert.Equal(("key", "key", ""), (secrets["shop.example/"], secrets["shop.example/same"], secrets["other.example/"]));
    }

    [Fact]
    public async Task A_cookie_is_never_sent_back()
    {
        var cookies = new ConcurrentQueue<string>();
        await using var fixture = await DoorFixture.StartAsync(context =>
        {
            cookies.Enqueue(context.Request.Headers.Cookie.ToString());
            context.Response.Headers.SetCookie = "a=b";
            return Task.CompletedTask;
        });

        await fixture.GetAsync("http://shop.example/");
        await fixture.GetAsync("http://shop.example/");

        Assert.Equal(["", ""], cookies);
    }

    [Fact]
    public async Task An_endless_body_is_refused_or_cut()
    {
        await using var fixture = await DoorFixture.StartAsync(WriteForever);
        var cut = new OutboundRequest(HttpMethod.Get, new Uri("http://shop.example/"), TimeSpan.FromSeconds(10), 50_000) { CutsLongAnswer = true };

        Assert.Equal(EgressRefusals.TooLarge, (await fixture.GetAsync("http://shop.example/", maxBytes: 50_000)).Refusal);
        var answer = (await fixture.Door.SendAsync(cut, CancellationToken.None)).Value!;
        Assert.Equal((50_000, true), (answer.Body.Length, answer.IsCut));
    }

    [Fact]
    public async Task Bytes_are_counted_as_unpacked()
    {
        await using var fixture = await DoorFixture.StartAsync(static async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
            for (var i = 0; i < 100; i++) await packed.WriteAsync(new byte[10_000], context.RequestAborted);
        });

        Assert.Equal(EgressRefusals.TooLarge, (await fixture.GetAsync("http://shop.example/", maxBytes: 100_000)).Refusal);
        Assert.Equal(1_000_000, (await fixture.GetAsync("http://shop.example/", maxBytes: 1_000_000)).Value!.Body.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_goes_silent_is_left_in_time(bool afterHeaders)
    {
        var isSilent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fixture = await DoorFixture.StartAsync(async context =>
        {
            if (afterHeaders) await context.Response.WriteAsync("so far");
            isSilent.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });

        var asking = fixture.GetAsync("http://shop.example/");
        await isSilent.Task;
        fixture.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(EgressRefusals.TimedOut, (await asking).Refusal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told_apart()
    {
        await using var fixture = await DoorFixture.StartAsync(static async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("half");
            context.Abort();
        });

        Assert.Equal(EgressRefusals.Broken, (await fixture.GetAsync("http://shop.example/")).Refusal);
    }

    [Fact]
    public async Task Private_addresses_open_by_setting_but_not_metadata()
    {
        await using var fixture = await DoorFixture.StartAsync(
            static context => context.Response.WriteAsync("wiki"), ("Egress:AllowPrivateAddresses", "true"), ("Egress:Ports", "any"));

        Assert.Equal(200, (await fixture.GetAsync("http://10.0.0.8:8080/")).Value?.Status);
        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync("http://169.254.169.254/")).Refusal);
    }

    [Fact]
    public async Task A_listed_host_opens_for_itself_alone()
    {
        await using var fixture = await DoorFixture.StartAsync(
            static context => context.Response.WriteAsync("wiki"), ("Egress:AllowedHosts:0", ".intern"), ("Egress:AllowedHosts:1", "hooks.example:8443"));
        fixture.Web.Name("wiki.intern", "10.0.0.8");
        fixture.Web.Name("hooks.example", "10.0.0.9");
        fixture.Web.Name("other.example", "10.0.0.8");

        Assert.Equal(200, (await fixture.GetAsync("http://wiki.intern/")).Value?.Status);
        Assert.Equal(200, (await fixture.GetAsync("http://hooks.example:8443/")).Value?.Status);
        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync("http://hooks.example/")).Refusal);
        Assert.Equal(EgressRefusals.AddressNotPublic, (await fixture.GetAsync("http://other.example/")).Refusal);
        Assert.Equal(EgressRefusals.PortNotAllowed, (await fixture.GetAsync("http://wiki.intern:8080/")).Refusal);
    }

    private static async Task WriteForever(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(new byte[8_192], context.RequestAborted);
    }
}
