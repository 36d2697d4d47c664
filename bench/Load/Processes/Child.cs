using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Load.Processes;

/// <summary>A process of the measurement's own: the product, the upstream or the floor. It ends with its owner.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private readonly Process process;
    private readonly string? probe;

    private Child(ProcessStartInfo start, int port, string? probe)
    {
        this.probe = probe;
        Port = port;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start) ?? throw new InvalidOperationException("The process could not be started.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public int Port { get; }

    public double CpuMicros => CpuClock.Micros(process.Id);

    public long Resident => CpuClock.Resident(process.Id);

    /// <summary>This program again, in another role.</summary>
    public static async Task<Child> StartSelfAsync(string role)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { Environment.GetCommandLineArgs()[0], role, "--port", Text(port) } };
        var child = new Child(start, port, null);
        await child.WaitAsync("/");
        return child;
    }

    /// <summary>The product as it was built, with settings as on a command line.</summary>
    public static async Task<Child> StartProductAsync(string data, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var port = FreePort();
        var probe = Path.Combine(data, "probe");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = data,
            ArgumentList = { ProductFiles.WebFront(), "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(data, "data") },
        };
        foreach (var (name, value) in settings) start.ArgumentList.Add($"--{name}={value}");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(Child).Assembly.Location;
        start.Environment[StartupHook.PathVariable] = probe;
        var child = new Child(start, port, probe);
        await child.WaitAsync("/health/ready");
        return child;
    }

    /// <summary>What the process has allocated and holds; with a collection, after it.</summary>
    public async Task<Heap> AskHeapAsync(bool collect = false)
    {
        if (probe is null) return default;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(probe));
        await socket.SendAsync(collect ? "c"u8.ToArray() : "s"u8.ToArray());
        var buffer = new byte[512];
        var length = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(length)) is > 0 and var read) length += read;
        return Heap.Parse(Encoding.ASCII.GetString(buffer, 0, length));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    private async Task WaitAsync(string path)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}{path}"));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet, or too busy to answer in time.
            }

            if (process.HasExited || Stopwatch.GetElapsedTime(began).TotalSeconds > 60)
                throw new InvalidOperationException($"The process did not become ready:\n{Output}");
            await Task.Delay(20);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            if (output.Length < 100_000) output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
