#ifndef ATTACHMENT_SRC_IO_CHUNK_PIPELINE_HPP
#define ATTACHMENT_SRC_IO_CHUNK_PIPELINE_HPP

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "chunk_reader.hpp"

namespace attachment::detail {

// Sends the chunks of a file through workers and hands their outputs back in file order, whatever the number of
// threads.
//
// A Worker has `typename Output` and `void process(const Chunk&, Output&)`; Output objects are used again, so process
// clears them first. The calling thread reads and collects; a file of one chunk never starts a thread. Memory is two
// slots a worker. An exception of a worker is thrown here when its chunk's turn comes, so the first error of the file
// is the one reported.
template <class Worker>
class ChunkPipeline {
 public:
  using Output = typename Worker::Output;

  // @param make_worker called once a thread, on the calling thread
  template <class MakeWorker>
  ChunkPipeline(ChunkReader& reader, unsigned threads, MakeWorker&& make_worker) : reader_(reader) {
    const std::size_t count = threads < 1 ? 1 : threads;
    for (std::size_t i = 0; i < count; ++i) workers_.push_back(make_worker());
  }

  // Calls collect(chunk, output) in file order; it returns false to stop early.
  template <class Collect>
  void run(Collect&& collect) {
    Slot first;
    Slot second;
    if (!reader_.next(first.chunk)) return;
    const bool more = reader_.next(second.chunk);
    if (workers_.size() == 1 || !more) {
      run_inline(first, second, more, collect);
    } else {
      run_threads(std::move(first), std::move(second), collect);
    }
  }

 private:
  enum class State { empty, waiting, working, done };
  struct Slot {
    Chunk chunk{};
    Output output{};
    State state = State::empty;
    std::exception_ptr error{};
  };

  template <class Collect>
  void run_inline(Slot& first, Slot& second, bool more, Collect& collect) {
    Slot* slot = &first;
    Slot* other = &second;
    while (true) {
      workers_[0]->process(slot->chunk, slot->output);
      if (!collect(slot->chunk, slot->output) || !more) return;
      std::swap(slot, other);
      more = reader_.next(other->chunk);
    }
  }

  template <class Collect>
  void run_threads(Slot first, Slot second, Collect& collect) {
    slots_.resize(2 * workers_.size());
    slots_[0] = std::move(first);
    slots_[1] = std::move(second);
    slots_[0].state = slots_[1].state = State::waiting;
    filled_ = 2;
    stop_ = false;
    std::vector<std::thread> threads;
    for (auto& worker : workers_) threads.emplace_back([this, &worker] { work(*worker); });
    try {
      collect_in_order(collect);
    } catch (...) {
      join(threads);
      throw;
    }
    join(threads);
  }

  void join(std::vector<std::thread>& threads) {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads) thread.join();
  }

  template <class Collect>
  void collect_in_order(Collect& collect) {
    std::size_t collected = 0;
    bool more = true;
    while (true) {
      while (more && filled_ - collected < slots_.size()) {  // keep the workers fed before waiting for them
        Slot& slot = slots_[filled_ % slots_.size()];
        more = reader_.next(slot.chunk);
        if (!more) break;
        const std::lock_guard lock(mutex_);
        slot.state = State::waiting;
        ++filled_;
        changed_.notify_all();
      }
      if (collected == filled_) return;
      Slot& slot = slots_[collected % slots_.size()];
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return slot.state == State::done; });
        slot.state = State::empty;
      }
      if (slot.error) std::rethrow_exception(std::exchange(slot.error, nullptr));
      ++collected;
      if (!collect(slot.chunk, slot.output)) return;
    }
  }

  void work(Worker& worker) {
    while (true) {
      Slot* slot = nullptr;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || taken_ < filled_; });
        if (stop_) return;
        slot = &slots_[taken_++ % slots_.size()];
        slot->state = State::working;
      }
      try {
        worker.process(slot->chunk, slot->output);
      } catch (...) {
        slot->error = std::current_exception();
      }
      {
        const std::lock_guard lock(mutex_);
        slot->state = State::done;
      }
      changed_.notify_all();
    }
  }

  ChunkReader& reader_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<Slot> slots_;
  std::size_t filled_ = 0;  // chunks read so far
  std::size_t taken_ = 0;   // chunks a worker has begun
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
};

}  // namespace attachment::detail

#endif
